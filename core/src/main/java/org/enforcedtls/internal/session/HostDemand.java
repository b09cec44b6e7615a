package org.enforcedtls.internal.session;

import java.time.Instant;
import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.outcome.ChecksMade;
import org.enforcedtls.tls.ChannelRequirement;
import org.enforcedtls.trust.CertificateRequirement;

/**
 * What one MX host must meet: each certificate requirement, and the channel requirement. Immutable.
 *
 * @param mxHost the host, which is also the reference identifier and the SNI
 * @param fingerprint of the policies that demand it; TLS sessions are resumed only under the same
 * @param certificates at least one; all must hold
 * @param channel must hold
 */
public record HostDemand(
    Domain mxHost,
    String fingerprint,
    List<CertificateRequirement> certificates,
    ChannelRequirement channel) {
  /**
   * Checks and copies.
   *
   * @param mxHost the host
   * @param fingerprint of the policies
   * @param certificates at least one
   * @param channel must hold
   * @throws IllegalArgumentException if nothing is demanded of the certificate
   */
  public HostDemand {
    certificates = List.copyOf(certificates);
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("certificates must hold at least one requirement");
    }
  }

  /** What a host is measured by, in the words of the configuration. */
  ChecksMade checksAt(Instant at) {
    return new ChecksMade(
        at,
        mxHost.aLabels(),
        certificates.stream().map(CertificateRequirement::toString).toList(),
        channel.toString());
  }
}
