package org.enforcedtls.internal.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.internal.session.SmtpSession;
import org.enforcedtls.internal.time.Deadline;
import org.enforcedtls.internal.wire.ClientHello;
import org.enforcedtls.internal.wire.Connection;
import org.enforcedtls.internal.wire.Dial;
import org.enforcedtls.internal.wire.ServerChoice;
import org.enforcedtls.preflight.WeakAcceptance;
import org.enforcedtls.tls.CipherSuite;
import org.enforcedtls.tls.TlsProtocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what a host would take that a delivery never offers. Only first messages of handshakes
 * are exchanged, made by hand: no engine has to be able to do what is weak. For one thread.
 */
final class WeakOffers {
  private static final Logger LOG = LoggerFactory.getLogger(WeakOffers.class);

  /** A host that takes so many weak suites need not be asked for more. */
  private static final int MAX_WEAK_SUITES = 5;

  private static final List<CipherSuite> BEFORE_TLS_1_3 =
      CipherSuite.all().stream().filter(suite -> !suite.isOfTls13()).toList();
  private static final List<CipherSuite> BELOW_FLOOR =
      BEFORE_TLS_1_3.stream().filter(suite -> !suite.rung().isAdmissible()).toList();

  private final Settings settings;
  private final Deadline deadline;

  WeakOffers(Settings settings, Deadline deadline) {
    this.settings = settings;
    this.deadline = deadline;
  }

  /** Blocking, for at most seven connections. */
  List<WeakAcceptance> acceptedBy(Domain mxHost, InetAddress address) {
    List<WeakAcceptance> accepted = new ArrayList<>();
    for (TlsProtocol old : List.of(TlsProtocol.TLS_1_0, TlsProtocol.TLS_1_1)) {
      choice(address, new ClientHello(old, BEFORE_TLS_1_3, mxHost))
          .ifPresent(choice -> accepted.add(acceptance(mxHost, address, choice)));
    }
    List<CipherSuite> weak = new ArrayList<>(BELOW_FLOOR);
    for (int i = 0; i < MAX_WEAK_SUITES; i++) {
      Optional<ServerChoice> choice =
          choice(address, new ClientHello(TlsProtocol.TLS_1_2, weak, mxHost));
      if (choice.isEmpty()) {
        break;
      }
      accepted.add(acceptance(mxHost, address, choice.get()));
      weak.remove(choice.get().suite());
    }
    return accepted;
  }

  private static WeakAcceptance acceptance(
      Domain mxHost, InetAddress address, ServerChoice choice) {
    return new WeakAcceptance(mxHost, address, choice.protocol(), choice.suite());
  }

  /** To break off is a way to refuse; and what cannot be reached is told by the attempt. */
  private Optional<ServerChoice> choice(InetAddress address, ClientHello hello) {
    try (Dial dial = settings.network().dialler().prepare(deadline)) {
      Connection connection = dial.connect(address);
      return SmtpSession.reachTls(connection, settings.ehloName()).isPresent()
          ? Optional.empty()
          : connection.offer(hello);
    } catch (IOException e) {
      LOG.debug("{} [{}] did not choose", hello.serverName(), address.getHostAddress(), e);
      return Optional.empty();
    }
  }
}
