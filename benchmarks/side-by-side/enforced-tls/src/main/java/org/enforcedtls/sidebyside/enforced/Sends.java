package org.enforcedtls.sidebyside.enforced;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Properties;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.jakartamail.EnforcedTlsSessions;
import org.enforcedtls.sidebyside.contract.BlockingPeer;
import org.enforcedtls.sidebyside.contract.Content;
import org.enforcedtls.sidebyside.contract.Load;
import org.enforcedtls.sidebyside.contract.Peer;

/** {@code Transport.send} with a message that was parsed before. */
final class Sends implements BlockingPeer.Courier {
  private final EnforcedTlsClient client;
  private final Load load;
  private final MimeMessage message;

  private Sends(EnforcedTlsClient client, Load load, MimeMessage message) {
    this.client = client;
    this.load = load;
    this.message = message;
  }

  static Peer peer(Load load) {
    EnforcedTlsClient client = EnforcedTls.builder(load).build();
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.from", Load.SENDER);
    properties.setProperty(
        "mail.from", Load.SENDER); // else each Message-ID asks for this host's name
    Session session = EnforcedTlsSessions.enforce(client, properties);
    return new BlockingPeer(load, worker -> new Sends(client, load, message(session, load)));
  }

  private static MimeMessage message(Session session, Load load) {
    try {
      return new MimeMessage(session, new ByteArrayInputStream(Content.message(load.octets())));
    } catch (MessagingException e) {
      throw new IllegalStateException("the message is not one", e);
    }
  }

  @Override
  public void send(int domain) throws MessagingException {
    Address[] recipients = InternetAddress.parse(String.join(",", load.recipientsIn(domain)));
    Transport.send(message, recipients);
  }

  @Override
  public void leave(int domain) {}

  @Override
  public void end() {
    client.close();
  }
}
