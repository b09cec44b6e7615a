package org.enforcedtls.preflight;

import static java.util.Objects.requireNonNull;

import org.enforcedtls.address.Domain;

/**
 * What a preflight is to look at. Immutable.
 *
 * @param domain the recipient domain
 * @param side whose hosts they are
 * @param offers what they are offered
 */
public record PreflightRequest(Domain domain, Side side, Offers offers) {
  /** Whose hosts they are. */
  public enum Side {
    /** A partner's: this host is none of them, and as MX host would mean a mail loop. */
    PARTNER,
    /** Our own: this host may be among them, and is looked at like the others. */
    OURS
  }

  /** What hosts are offered. */
  public enum Offers {
    /** What a delivery offers. */
    AS_DELIVERED,
    /**
     * On further connections also what a delivery never offers, to see whether the host would take
     * it: TLS 1.0 and 1.1 (RFC 8996 §2), and suites below the floor. Each of these connections ends
     * with the host's first answer; nothing is ever sent inside.
     */
    WEAK_TOO
  }

  /**
   * Checks for null.
   *
   * @param domain the recipient domain
   * @param side whose hosts they are
   * @param offers what they are offered
   */
  public PreflightRequest {
    requireNonNull(domain, "domain");
    requireNonNull(side, "side");
    requireNonNull(offers, "offers");
  }

  /**
   * A partner's domain, offered what a delivery offers.
   *
   * @param domain the recipient domain
   * @return the request
   */
  public static PreflightRequest of(Domain domain) {
    return new PreflightRequest(domain, Side.PARTNER, Offers.AS_DELIVERED);
  }

  /**
   * The same for a domain of our own.
   *
   * @return a copy
   */
  public PreflightRequest ofOurOwn() {
    return new PreflightRequest(domain, Side.OURS, offers);
  }

  /**
   * The same, with weak offers too.
   *
   * @return a copy
   */
  public PreflightRequest withWeakOffers() {
    return new PreflightRequest(domain, side, Offers.WEAK_TOO);
  }
}
