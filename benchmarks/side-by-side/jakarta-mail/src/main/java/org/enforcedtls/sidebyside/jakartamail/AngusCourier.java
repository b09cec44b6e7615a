package org.enforcedtls.sidebyside.jakartamail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.enforcedtls.sidebyside.contract.BlockingPeer;
import org.enforcedtls.sidebyside.contract.Content;
import org.enforcedtls.sidebyside.contract.Load;
import org.enforcedtls.sidebyside.contract.Peer;
import org.enforcedtls.sidebyside.contract.RunCa;
import org.jspecify.annotations.Nullable;

/** One {@code Transport} of Angus Mail, open as long as its domain lasts; the message is ready. */
final class AngusCourier implements BlockingPeer.Courier {
  private final Load load;
  private final Nagle nagle;
  private final SSLSocketFactory tls;
  private final byte[] octets;
  private @Nullable MimeMessage message;
  private @Nullable Transport transport;

  private AngusCourier(Load load, Nagle nagle, SSLSocketFactory tls) {
    this.load = load;
    this.nagle = nagle;
    this.tls = tls;
    this.octets = Content.message(load.octets());
  }

  static Peer peer(Load load, Nagle nagle) {
    SSLSocketFactory tls = RunCa.context(load.ca()).getSocketFactory();
    return new BlockingPeer(load, worker -> new AngusCourier(load, nagle, tls));
  }

  @Override
  public void send(int domain) throws MessagingException {
    Transport open = transport;
    MimeMessage ready = message;
    if (open == null || ready == null) {
      Session session = session(domain);
      ready = new MimeMessage(session, new ByteArrayInputStream(octets));
      open = session.getTransport();
      open.connect();
      transport = open;
      message = ready;
    }
    Address[] recipients = InternetAddress.parse(String.join(",", load.recipientsIn(domain)));
    open.sendMessage(ready, recipients);
  }

  private Session session(int domain) {
    Properties properties = MailProperties.of(load, domain, tls);
    if (nagle == Nagle.OFF) {
      properties.put("mail.smtp.socketFactory", new NoDelaySockets());
    }
    return Session.getInstance(properties);
  }

  @Override
  public void leave(int domain) throws MessagingException {
    end();
  }

  @Override
  public void end() throws MessagingException {
    if (transport != null) {
      transport.close();
      transport = null;
    }
  }
}
