package org.enforcedtls.outcome;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * What a host was measured by: the demands in the words of the configuration, the name that was
 * meant, and when. Immutable.
 *
 * @param at the time for which dates were checked
 * @param reference the name that the certificate had to present
 * @param certificates each requirement of the certificate: anchors and issuers by name and
 *     fingerprint, where the name stands, revocation, least keys; all had to hold
 * @param channel the least protocol, the profile of suites, and the groups if any are demanded
 */
public record ChecksMade(Instant at, String reference, List<String> certificates, String channel) {
  /**
   * Checks and copies.
   *
   * @param at when
   * @param reference the name that was meant
   * @param certificates at least one requirement
   * @param channel the requirement of the channel
   * @throws IllegalArgumentException if nothing was demanded of the certificate
   */
  public ChecksMade {
    requireNonNull(at, "at");
    requireNonNull(reference, "reference");
    requireNonNull(channel, "channel");
    certificates = List.copyOf(certificates);
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("certificates: expected a requirement, found none");
    }
  }
}
