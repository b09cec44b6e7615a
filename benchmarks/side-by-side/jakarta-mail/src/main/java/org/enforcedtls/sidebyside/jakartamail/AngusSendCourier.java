package org.enforcedtls.sidebyside.jakartamail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.enforcedtls.sidebyside.contract.BlockingPeer;
import org.enforcedtls.sidebyside.contract.Content;
import org.enforcedtls.sidebyside.contract.Load;
import org.enforcedtls.sidebyside.contract.Peer;
import org.enforcedtls.sidebyside.contract.RunCa;

/** {@code Transport.send}, which makes a connection for each message; the message is ready. */
final class AngusSendCourier implements BlockingPeer.Courier {
  private final Load load;
  private final SSLSocketFactory tls;
  private final byte[] octets;
  private final Map<Integer, MimeMessage> messages = new HashMap<>();

  private AngusSendCourier(Load load, SSLSocketFactory tls) {
    this.load = load;
    this.tls = tls;
    this.octets = Content.message(load.octets());
  }

  static Peer peer(Load load) {
    SSLSocketFactory tls = RunCa.context(load.ca()).getSocketFactory();
    return new BlockingPeer(load, worker -> new AngusSendCourier(load, tls));
  }

  @Override
  public void send(int domain) throws MessagingException {
    MimeMessage message = messages.get(domain);
    if (message == null) {
      Properties properties = MailProperties.of(load, domain, tls);
      properties.put("mail.smtp.socketFactory", new NoDelaySockets());
      message = new MimeMessage(Session.getInstance(properties), new ByteArrayInputStream(octets));
      messages.put(domain, message);
    }
    Address[] recipients = InternetAddress.parse(String.join(",", load.recipientsIn(domain)));
    Transport.send(message, recipients);
  }

  @Override
  public void leave(int domain) {
    messages.remove(domain);
  }

  @Override
  public void end() {}
}
