package org.enforcedtls.policy;

import static java.util.Objects.requireNonNull;

import org.enforcedtls.address.Domain;

/**
 * Where a policy came from, in words that lead a person there. Immutable.
 *
 * @param kind what sort of source
 * @param text such as {@code partners.yaml:3} (file and line) or {@code default}
 */
public record PolicyOrigin(Kind kind, String text) {
  /** The sort of source that a policy came from. */
  public enum Kind {
    /** A row of our own partner table. */
    PARTNER_ROW,
    /** A policy that the recipient domain publishes by MTA-STS (RFC 8461). */
    MTA_STS,
    /** The client's default, for domains without any policy. */
    DEFAULT;

    /**
     * Whether TLSA records that count decide who the host is in place of such a policy: a row is
     * our own, and holds whatever the recipient domain publishes (RFC 8461 §2).
     */
    boolean givesWayToDane() {
      return this != PARTNER_ROW;
    }
  }

  /**
   * Checks for null.
   *
   * @param kind what sort of source
   * @param text where exactly
   */
  public PolicyOrigin {
    requireNonNull(kind, "kind");
    requireNonNull(text, "text");
  }

  /**
   * The origin of a row of a partner table.
   *
   * @param text such as {@code partners.yaml:3}
   * @return the origin
   */
  public static PolicyOrigin partnerRow(String text) {
    return new PolicyOrigin(Kind.PARTNER_ROW, text);
  }

  /**
   * The origin of a policy that a domain publishes by MTA-STS.
   *
   * @param policyDomain the domain
   * @return the URL of its policy
   */
  public static PolicyOrigin mtaSts(Domain policyDomain) {
    return new PolicyOrigin(
        Kind.MTA_STS, "https://mta-sts." + policyDomain + "/.well-known/mta-sts.txt");
  }

  /** The text. */
  @Override
  public String toString() {
    return text;
  }
}
