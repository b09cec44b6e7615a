package org.enforcedtls.trust;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One reason why a certificate was not verified. Immutable.
 *
 * @param kind what is wrong, for programs
 * @param text what was expected and what was found, for people; one line without control characters
 * @param evidence the facts behind the text, in the order in which they are worth reading; keys are
 *     stable: {@code certificate} (a subject) and {@code certificateSha256} say which certificate
 *     of the path it is about, {@code expected} and {@code presented} what was compared, {@code
 *     notBefore}, {@code notAfter} and {@code checkedAt} are instants, {@code anchor} is the label
 *     of the anchor; {@code revocation} is what was answered, {@code revokedAt} an instant
 */
public record CertificateFinding(Kind kind, String text, Map<String, String> evidence) {
  /** What is wrong. The order is the rank: the first one is what a failure is named after. */
  public enum Kind {
    /** No TLSA record of the server announces what it presented. */
    TLSA_MISMATCH,

    /** No path leads from the end entity to a trust anchor, or a signature on it is wrong. */
    UNTRUSTED,

    /**
     * The list of trust anchors distrusts a certificate of the path, or everything that its anchor
     * issued after a date.
     */
    DISTRUSTED,

    /** The path ends in a trust anchor that the issuer filter does not admit. */
    ISSUER_NOT_APPROVED,

    /** A certificate of the path is past its not-after. */
    EXPIRED,

    /** A certificate of the path is before its not-before. */
    NOT_YET_VALID,

    /** The end entity does not present the name that was dialled. */
    NAME_MISMATCH,

    /** A certificate below the anchor was revoked. */
    REVOKED,

    /**
     * There is no valid answer whether the end entity was revoked, and the requirement or the
     * certificate itself demands one.
     */
    REVOCATION_UNKNOWN,

    /** A key of the path is too short or of a kind that is not allowed. */
    WEAK_KEY,

    /** A certificate below the anchor is signed with a digest that is not allowed. */
    WEAK_SIGNATURE,

    /**
     * A certificate of the path is malformed, or not allowed to do what it does there: extended key
     * usage, key usage, basic constraints, path length, name constraints, critical extensions.
     */
    UNSUITABLE
  }

  /**
   * A finding.
   *
   * @param kind what is wrong
   * @param text expected and found
   * @param evidence the facts; the order is kept
   */
  public CertificateFinding {
    requireNonNull(kind, "kind");
    requireNonNull(text, "text");
    evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
  }
}
