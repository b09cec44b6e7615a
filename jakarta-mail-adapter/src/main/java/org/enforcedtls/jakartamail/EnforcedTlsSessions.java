package org.enforcedtls.jakartamail;

import static java.util.Objects.requireNonNull;

import jakarta.mail.Message;
import jakarta.mail.Session;
import java.util.Properties;
import org.enforcedtls.EnforcedTlsClient;
import org.jspecify.annotations.Nullable;

/**
 * Makes sessions from which mail leaves only over enforced TLS, and tells them from others. Safe
 * for use by several threads at once.
 *
 * <p><b>What no session can promise.</b> {@code Transport.send} goes by the session of the message,
 * not by one that happens to be near: a message made with another session, or without one, leaves
 * as that other session wants. So does mail of a {@code JavaMailSenderImpl} that got its session
 * first and {@code setJavaMailProperties} later, as it then makes a session of its own. Where
 * messages or senders come from elsewhere, ask {@link #verify(Message)} before {@code
 * Transport.send}, or {@link #verify(Session)} at the start of the application.
 */
public final class EnforcedTlsSessions {
  /** Under this key a session holds its client; no text can stand in for it. */
  private static final String CLIENT = "org.enforcedtls.client";

  private EnforcedTlsSessions() {}

  /**
   * Makes a session that sends through a client, whichever way a caller picks the transport: by
   * {@code Transport.send} of a message of this session, by {@code session.getTransport} with or
   * without a protocol or address, by Spring's {@code JavaMailSenderImpl} or Simple Java Mail.
   *
   * <p><b>Guarantees.</b> Each of these ways was tried before the session is returned, for every
   * protocol that has a transport, and leads to {@link EnforcedTlsTransport}. The transports of
   * Angus Mail get no socket from this session, even if a caller makes one itself, registers one
   * with {@code setProvider}, or sets {@code mail.transport.protocol} or {@code mail.smtp.class}
   * afterwards: they fail. Not promised: what a transport of a third party does that a caller adds
   * afterwards and names, and what happens after somebody removes {@code mail.smtp.socketFactory};
   * {@link #verify(Session)} finds both out.
   *
   * @param client delivers; closed by its owner, after the last message
   * @param properties of the session, copied with their defaults. {@code mail.smtp.from}, {@code
   *     mail.smtp.dsn.notify} and {@code mail.smtp.dsn.ret} are heeded, and go after the same with
   *     {@code smtp-enforced} in place of {@code smtp}; {@code mail.smtp.mailextension} is refused
   *     when a message is sent. Hosts, ports, credentials and TLS settings play no part. Without
   *     {@code mail.host} and {@code mail.from}, the Message-IDs that Jakarta Mail makes end in the
   *     client's EHLO name
   * @return a session for this client
   * @throws IllegalStateException if some way leads to another transport; the message names it
   */
  public static Session enforce(EnforcedTlsClient client, Properties properties) {
    requireNonNull(client, "client");
    Properties enforced = new Properties();
    for (String name : properties.stringPropertyNames()) {
      enforced.setProperty(name, properties.getProperty(name));
    }
    enforced.putAll(properties);
    enforced.put(CLIENT, client);
    if (!enforced.containsKey("mail.host") && !enforced.containsKey("mail.from")) {
      // Else each Message-ID asks the system for the name of this host, and tells it to the world.
      enforced.setProperty("mail.host", client.ehloName().toString());
    }
    Session session = Session.getInstance(enforced);
    new TransportRoutes(session).enforce();
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
    new TransportRoutes(session).verify();
  }

  /**
   * Checks that {@code Transport.send} of a message goes by an enforced session.
   *
   * @param message any message
   * @throws IllegalStateException if it was made without a session, or {@link #verify(Session)}
   *     refuses the one it was made with
   */
  public static void verify(Message message) {
    Session session = message.getSession();
    if (session == null) {
      throw new IllegalStateException(
          "expected a message made with a session of EnforcedTlsSessions.enforce, found one without"
              + " session, which leaves by Session.getDefaultInstance");
    }
    verify(session);
  }

  static @Nullable EnforcedTlsClient clientOf(Session session) {
    return session.getProperties().get(CLIENT) instanceof EnforcedTlsClient client ? client : null;
  }
}
