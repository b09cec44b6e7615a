package org.enforcedtls.policy.partner;

import static java.util.Objects.requireNonNull;

import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.TlsPolicy;

/**
 * One row of a partner table. Immutable.
 *
 * @param domain the recipient domain
 * @param coverage which domains the row is for
 * @param policy what it demands
 */
public record PartnerRow(Domain domain, Coverage coverage, TlsPolicy policy) {
  /** Which domains a row is for. */
  public enum Coverage {
    /** The domain itself only. */
    DOMAIN,
    /** The domain itself and every domain below it that has no row of its own. */
    DOMAIN_AND_SUBDOMAINS
  }

  /**
   * Checks for null.
   *
   * @param domain the recipient domain
   * @param coverage which domains the row is for
   * @param policy what it demands
   */
  public PartnerRow {
    requireNonNull(domain, "domain");
    requireNonNull(coverage, "coverage");
    requireNonNull(policy, "policy");
  }
}
