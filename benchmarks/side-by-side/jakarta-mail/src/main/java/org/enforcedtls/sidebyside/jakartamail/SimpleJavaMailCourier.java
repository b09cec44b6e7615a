package org.enforcedtls.sidebyside.jakartamail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.enforcedtls.sidebyside.contract.BlockingPeer;
import org.enforcedtls.sidebyside.contract.Content;
import org.enforcedtls.sidebyside.contract.Load;
import org.enforcedtls.sidebyside.contract.MxHosts;
import org.enforcedtls.sidebyside.contract.Peer;
import org.enforcedtls.sidebyside.contract.RunCa;
import org.jspecify.annotations.Nullable;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.email.EmailPopulatingBuilder;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;

/**
 * Simple Java Mail with its batch module, which keeps connections. With one domain all workers
 * share a mailer, whose pool has a connection for each; otherwise each domain gets a mailer. It
 * takes no ready message: it makes one of its own from the text each time.
 */
final class SimpleJavaMailCourier implements BlockingPeer.Courier {
  private static final int LARGE_OCTETS = 1_000_000;
  private static final int PATIENCE_MINUTES = 5;

  private final Load load;
  private final SSLSocketFactory tls;
  private final @Nullable Mailer shared;
  private @Nullable Mailer own;

  private SimpleJavaMailCourier(Load load, SSLSocketFactory tls, @Nullable Mailer shared) {
    this.load = load;
    this.tls = tls;
    this.shared = shared;
  }

  static Peer peer(Load load) {
    SSLSocketFactory tls = RunCa.context(load.ca()).getSocketFactory();
    // The first mailer makes what holds the pools of all: several at the same time would each do
    // so.
    Mailer first = mailer(load, tls, 0);
    Mailer shared = load.isOneDomain() ? first : null;
    return new BlockingPeer(load, worker -> new SimpleJavaMailCourier(load, tls, shared));
  }

  private static Mailer mailer(Load load, SSLSocketFactory tls, int domain) {
    return MailerBuilder.withSMTPServer(MxHosts.host(domain), load.port())
        .withTransportStrategy(TransportStrategy.SMTP_TLS)
        .verifyingServerIdentity(true)
        .withProperties(MailProperties.of(load, domain, tls))
        .withClusterKey(UUID.randomUUID())
        .withConnectionPoolCoreSize(0)
        .withConnectionPoolMaxSize(load.workers())
        .withConnectionPoolExpireAfterMillis((int) TimeUnit.MINUTES.toMillis(PATIENCE_MINUTES))
        .withSessionTimeout((int) TimeUnit.MINUTES.toMillis(PATIENCE_MINUTES))
        .buildMailer();
  }

  private Email email(int domain) {
    EmailPopulatingBuilder email =
        EmailBuilder.startingBlank()
            .from(Load.SENDER)
            .toMultiple(load.recipientsIn(domain))
            .withSubject("side by side");
    if (load.octets() < LARGE_OCTETS) {
      return email.withPlainText(Content.text(load.octets())).buildEmail();
    }
    // Lines of ASCII are attached as they are.
    byte[] attached = Content.text(load.octets()).getBytes(US_ASCII);
    return email
        .withPlainText("see the attachment")
        .withAttachment("large", attached, "application/octet-stream")
        .buildEmail();
  }

  @Override
  public void send(int domain) throws Exception {
    Mailer mailer = shared != null ? shared : own;
    if (mailer == null) {
      mailer = mailer(load, tls, domain);
      own = mailer;
    }
    mailer.sendMail(email(domain)).get(PATIENCE_MINUTES, TimeUnit.MINUTES);
  }

  @Override
  public void leave(int domain) throws Exception {
    if (own != null) {
      own.shutdownConnectionPool().get(PATIENCE_MINUTES, TimeUnit.MINUTES);
      own = null;
    }
  }

  @Override
  public void end() throws Exception {
    leave(0);
    if (shared != null) {
      shared.shutdownConnectionPool().get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    }
  }
}
