package org.enforcedtls.internal.http;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
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
  private final List<CertificateRequirement> certificates;
  private final ChannelRequirement channel = ChannelRequirement.defaults();
  private final String fingerprint;

  /**
   * Demands a certificate by these means.
   *
   * @param contexts of this kind of server alone: many policy hosts must not push out what MX hosts
   *     resume
   * @param anchors the approved CAs
   */
  VerifiedTls(TlsContexts contexts, TrustAnchors anchors) {
    CertificateRequirement requirement = CertificateRequirement.builder(anchors).build();
    this.contexts = contexts;
    this.certificates = List.of(requirement);
    this.fingerprint = requirement.fingerprint();
  }

  @Override
  public void secure(Exchange exchange, Domain host) throws IOException {
    HostDemand demand =
        new HostDemand(
            host, fingerprint, certificates, Optional.empty(), HostDemand.Rule.ALL, channel);
    Passage passage = new TlsGate(contexts, demand, List.of()).pass(exchange);
    if (!passage.isPassed()) {
      throw new HttpException(
          HttpException.Fault.NOT_VERIFIED,
          passage.causes().stream().map(Cause::toString).collect(Collectors.joining("; ")));
    }
  }
}
