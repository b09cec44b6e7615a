package org.enforcedtls.internal.http;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.enforcedtls.address.Domain;
import org.enforcedtls.internal.session.HostDemand;
import org.enforcedtls.internal.session.Passage;
import org.enforcedtls.internal.session.TlsContexts;
import org.enforcedtls.internal.session.TlsGate;
import org.enforcedtls.internal.wire.Exchange;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.tls.ChannelRequirement;
import org.enforcedtls.trust.CertificateRequirement;
import org.enforcedtls.trust.TrustAnchors;

/**
 * TLS with a server that proves its name as an MX host has to: by the same engine, the same gate
 * and the same trust anchors. Safe for use by several threads at once.
 */
final class VerifiedTls implements HttpSecurity {
  private final TlsContexts contexts;
  private final Supplier<TrustAnchors> anchors;
  private final ChannelRequirement channel = ChannelRequirement.defaults();

  /**
   * Demands a certificate by these means.
   *
   * @param contexts of this kind of server alone: many policy hosts must not push out what MX hosts
   *     resume
   * @param anchors the CAs that are approved now
   */
  VerifiedTls(TlsContexts contexts, Supplier<TrustAnchors> anchors) {
    this.contexts = contexts;
    this.anchors = anchors;
  }

  @Override
  public void secure(Exchange exchange, Domain host) throws IOException {
    CertificateRequirement requirement = CertificateRequirement.builder(anchors.get()).build();
    HostDemand demand =
        new HostDemand(
            host,
            requirement.fingerprint(),
            List.of(requirement),
            Optional.empty(),
            HostDemand.Rule.ALL,
            channel);
    Passage passage = new TlsGate(contexts, demand, List.of()).pass(exchange);
    if (!passage.isPassed()) {
      throw new HttpException(
          HttpException.Fault.NOT_VERIFIED,
          passage.causes().stream().map(Cause::toString).collect(Collectors.joining("; ")));
    }
  }
}
