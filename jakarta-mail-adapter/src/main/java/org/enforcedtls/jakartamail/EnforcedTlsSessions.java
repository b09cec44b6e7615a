package org.enforcedtls.jakartamail;

import static java.util.Objects.requireNonNull;

import jakarta.mail.Address;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import java.util.Properties;
import org.enforcedtls.EnforcedTlsClient;
import org.jspecify.annotations.Nullable;

/**
 * Makes sessions from which mail leaves only over enforced TLS. Safe for use by several threads.
 */
public final class EnforcedTlsSessions {
  /** Under this key a session holds its client; no text can stand in for it. */
  private static final String CLIENT = "org.enforcedtls.client";

  private EnforcedTlsSessions() {}

  /**
   * Makes a session that sends through a client, whichever way a caller picks the transport: by
   * {@code Transport.send}, by {@code session.getTransport()} with or without a protocol, by
   * Spring's {@code JavaMailSenderImpl} or Simple Java Mail.
   *
   * <p><b>Guarantees.</b> Each of these ways was tried before the session is returned, and leads to
   * {@link EnforcedTlsTransport}. The caller must not add transport providers or change the {@code
   * mail.transport.protocol*} and {@code mail.*.class} properties afterwards; {@link #verify} finds
   * out.
   *
   * @param client delivers; closed by its owner, after the last message
   * @param properties of the session, copied; {@code mail.smtp.from}, {@code mail.smtp.dsn.notify}
   *     and {@code mail.smtp.dsn.ret} are heeded, hosts and ports play no part
   * @return a session for this client
   * @throws IllegalStateException if some way leads to another transport, such as when the services
   *     file of this module is not on the class path; the message names it
   */
  public static Session enforce(EnforcedTlsClient client, Properties properties) {
    Properties enforced = new Properties();
    enforced.putAll(properties);
    // Transport.send goes by the address type, other callers by the default protocol, and those
    // that insist on smtp by the class.
    enforced.setProperty("mail.transport.protocol", EnforcedTlsProvider.PROTOCOL);
    enforced.setProperty("mail.transport.protocol.rfc822", EnforcedTlsProvider.PROTOCOL);
    enforced.setProperty("mail.transport.protocol.news", EnforcedTlsProvider.PROTOCOL);
    enforced.setProperty("mail.smtp.class", EnforcedTlsTransport.class.getName());
    enforced.setProperty("mail.smtps.class", EnforcedTlsTransport.class.getName());
    enforced.put(CLIENT, requireNonNull(client, "client"));
    Session session = Session.getInstance(enforced);
    verify(session);
    return session;
  }

  /**
   * Checks that no transport of a session can send otherwise. To be called by whoever is handed a
   * session, such as at the start of an application.
   *
   * @param session any session
   * @throws IllegalStateException if it was not made by {@link #enforce}, or some way leads to
   *     another transport; the message names it
   */
  public static void verify(Session session) {
    if (clientOf(session) == null) {
      throw new IllegalStateException(
          "expected a session made by EnforcedTlsSessions.enforce, found one without client");
    }
    check("session.getTransport()", session::getTransport);
    check("session.getTransport(\"smtp\")", () -> session.getTransport("smtp"));
    check("session.getTransport(\"smtps\")", () -> session.getTransport("smtps"));
    Address address = new InternetAddress();
    check("session.getTransport(address)", () -> session.getTransport(address));
  }

  @FunctionalInterface
  private interface Way {
    Transport take() throws NoSuchProviderException;
  }

  private static void check(String name, Way way) {
    try {
      Transport found = way.take();
      if (!(found instanceof EnforcedTlsTransport)) {
        throw new IllegalStateException(
            name
                + ": expected EnforcedTlsTransport, found "
                + found.getClass().getName()
                + "; is META-INF/services/jakarta.mail.Provider of enforced-tls-jakarta-mail on the"
                + " class path?");
      }
    } catch (NoSuchProviderException e) {
      throw new IllegalStateException(
          name + ": expected EnforcedTlsTransport, found no provider: " + e.getMessage(), e);
    }
  }

  static @Nullable EnforcedTlsClient clientOf(Session session) {
    return session.getProperties().get(CLIENT) instanceof EnforcedTlsClient client ? client : null;
  }
}
