package org.enforcedtls.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.internal.session.HostDemand;
import org.enforcedtls.internal.session.Opening;
import org.enforcedtls.internal.session.SmtpSession;
import org.enforcedtls.internal.session.TlsContexts;
import org.enforcedtls.internal.session.TlsGate;
import org.enforcedtls.internal.time.Deadline;
import org.enforcedtls.internal.wire.Dial;
import org.enforcedtls.internal.wire.Dialler;
import org.enforcedtls.internal.wire.Watchdog;
import org.enforcedtls.outcome.TlsEvidence;
import org.enforcedtls.tls.ChannelRequirement;
import org.enforcedtls.tls.TlsEngine;
import org.enforcedtls.trust.CertificateRequirement;
import org.enforcedtls.trust.OnlineVerifier;
import org.enforcedtls.trust.RevocationFetcher;
import org.enforcedtls.trust.TrustAnchors;

/** This library's own path, as a delivery takes it between the look-ups and MAIL. */
final class LibraryClient implements HandshakeClient {
  private static final InetAddress ANY = InetAddress.getLoopbackAddress();

  private final Watchdog watchdog = new Watchdog();
  private final Dialler dialler;
  private final TlsContexts contexts;
  private final CertificateRequirement certificates;

  LibraryClient(ServerProcess server, TlsEngine engine) {
    dialler = new Dialler(server.sockets(), watchdog, DialogueTimeouts.defaults());
    OnlineVerifier verifier = new OnlineVerifier(RevocationFetcher.none());
    contexts = new TlsContexts(engine, verifier, InstantSource.system());
    certificates = CertificateRequirement.builder(TrustAnchors.of(List.of(server.root()))).build();
  }

  @Override
  public boolean open(String host) throws IOException {
    HostDemand demand =
        new HostDemand(
            Domain.of(host),
            "benchmark",
            List.of(certificates),
            Optional.empty(),
            HostDemand.Rule.ALL,
            ChannelRequirement.defaults());
    try (Dial dial = dialler.prepare(Deadline.in(Duration.ofMinutes(1)))) {
      Opening opening =
          SmtpSession.open(
              dial.connect(ANY),
              Domain.of("mail.bank.example"),
              new TlsGate(contexts, demand, List.of()));
      if (!(opening instanceof Opening.Opened opened)) {
        throw new IllegalStateException(opening.toString());
      }
      opened.session().quit();
      return opened
          .session()
          .passage()
          .evidence()
          .channel()
          .map(TlsEvidence.Channel::resumed)
          .orElseThrow();
    }
  }

  @Override
  public void close() {
    watchdog.close();
  }
}
