package org.enforcedtls.internal.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.enforcedtls.address.Domain;
import org.enforcedtls.outcome.ChecksMade;
import org.enforcedtls.tls.ChannelRequirement;
import org.enforcedtls.trust.CertificateRequirement;
import org.enforcedtls.trust.DaneRequirement;

/**
 * What one MX host must meet: certificate requirements, its TLSA records where they count, and the
 * channel requirement. Immutable.
 *
 * @param mxHost the host, which is also the reference identifier of the certificate requirements
 * @param fingerprint of all that demands it, TLSA records included; TLS sessions are resumed only
 *     under the same
 * @param certificates all must hold; at least one unless DANE demands something
 * @param dane must hold as well, or in their place
 * @param rule how the two go together
 * @param channel must hold
 */
public record HostDemand(
    Domain mxHost,
    String fingerprint,
    List<CertificateRequirement> certificates,
    Optional<DaneRequirement> dane,
    Rule rule,
    ChannelRequirement channel) {
  /** How certificate requirements and TLSA records go together. */
  public enum Rule {
    /** All that is there must hold. */
    ALL,
    /** The TLSA records prove enough, and so do the certificate requirements, all of them. */
    EITHER
  }

  /**
   * Checks and copies.
   *
   * @param mxHost the host
   * @param fingerprint of all that demands it
   * @param certificates at least one unless DANE demands something
   * @param dane must hold as well, or in their place
   * @param rule how the two go together
   * @param channel must hold
   * @throws IllegalArgumentException if nothing is demanded of the certificate, or one of the two
   *     is not there that may stand in for each other
   */
  public HostDemand {
    certificates = List.copyOf(certificates);
    if (certificates.isEmpty() && dane.isEmpty()) {
      throw new IllegalArgumentException("certificates must hold at least one requirement");
    }
    if (rule == Rule.EITHER && (certificates.isEmpty() || dane.isEmpty())) {
      throw new IllegalArgumentException("rule EITHER needs certificates and dane");
    }
  }

  /** What the host is told that we look for: the TLSA base domain under DANE (RFC 7672 §8.1). */
  Domain serverName() {
    return dane.map(DaneRequirement::tlsaBaseDomain).orElse(mxHost);
  }

  /**
   * What a host is measured by, in the words of the configuration.
   *
   * @param at the time for which dates are checked
   * @return the demands
   */
  public ChecksMade checksAt(Instant at) {
    List<String> checks =
        Stream.concat(dane.stream(), certificates.stream()).map(Object::toString).toList();
    return new ChecksMade(
        at,
        mxHost.aLabels(),
        rule == Rule.EITHER ? List.of(String.join(" or ", checks)) : checks,
        channel.toString());
  }
}
