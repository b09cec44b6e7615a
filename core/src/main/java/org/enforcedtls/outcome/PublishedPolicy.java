package org.enforcedtls.outcome;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.enforcedtls.address.Domain;

/**
 * What a recipient domain, or an MX host of it, publishes about TLS, as a report to its owner names
 * it (RFC 8460 §4.4). Immutable.
 *
 * @param kind by which protocol
 * @param domain the policy domain: the recipient domain; the TLSA base domain for TLSA records
 * @param text the lines of an MTA-STS policy, or the TLSA records; empty if nothing is known of it
 * @param mxPatterns of an MTA-STS policy; empty otherwise
 */
public record PublishedPolicy(
    Kind kind, Domain domain, List<String> text, List<String> mxPatterns) {

  /** The protocol by which something is published. */
  public enum Kind {
    /** MTA-STS, be the policy enforced or in testing. */
    MTA_STS,
    /** TLSA records, for DANE. */
    TLSA,
    /** None: TLS is all that can be expected. */
    NOTHING
  }

  /**
   * Checks and copies.
   *
   * @param kind by which protocol
   * @param domain the policy domain
   * @param text its lines or records
   * @param mxPatterns its MX patterns
   */
  public PublishedPolicy {
    requireNonNull(kind, "kind");
    requireNonNull(domain, "domain");
    text = List.copyOf(text);
    mxPatterns = List.copyOf(mxPatterns);
  }

  /**
   * Nothing is published.
   *
   * @param recipientDomain that publishes nothing
   * @return the policy that there is not
   */
  public static PublishedPolicy nothing(Domain recipientDomain) {
    return new PublishedPolicy(Kind.NOTHING, recipientDomain, List.of(), List.of());
  }
}
