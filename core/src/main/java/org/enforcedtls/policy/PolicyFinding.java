package org.enforcedtls.policy;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong on the way to the policy that a domain publishes. It decides nothing by itself:
 * the answer that it comes with does. Immutable.
 *
 * @param kind what, for programs
 * @param text what was expected and found, for a person; one line, foreign text in it escaped
 */
public record PolicyFinding(Kind kind, String text) {
  private static final String FETCH_ERROR = "sts-policy-fetch-error";
  private static final String INVALID = "sts-policy-invalid";
  private static final String WEBPKI_INVALID = "sts-webpki-invalid";

  /** What went wrong. All of these are about MTA-STS. */
  public enum Kind {
    /** The TXT records are about MTA-STS, and none can be used. */
    STS_RECORD_UNUSABLE(INVALID),
    /** The DNS has no address of the policy host, or could not tell. */
    STS_HOST_NOT_FOUND(FETCH_ERROR),
    /** All addresses of the policy host point inwards. */
    STS_ADDRESS_REFUSED(FETCH_ERROR),
    /** No address of the policy host took a connection. */
    STS_UNREACHABLE(FETCH_ERROR),
    /** The TLS handshake failed for another reason than the certificate. */
    STS_TLS_FAILED(FETCH_ERROR),
    /** The certificate does not prove the policy host's name, or the channel is too weak. */
    STS_NOT_VERIFIED(WEBPKI_INVALID),
    /** The policy host redirects, which is not followed. */
    STS_REDIRECTED(FETCH_ERROR),
    /** The policy host answers with another status than 200. */
    STS_STATUS(FETCH_ERROR),
    /** What the policy host answers is not text/plain. */
    STS_CONTENT_TYPE(FETCH_ERROR),
    /** What the policy host answers is longer than a policy may be. */
    STS_TOO_LONG(FETCH_ERROR),
    /** What the policy host answers is no HTTP, or is compressed, or has endless fields. */
    STS_RESPONSE_MALFORMED(FETCH_ERROR),
    /** The connection ended before the answer did. */
    STS_CONNECTION_LOST(FETCH_ERROR),
    /** The policy was not there in time. */
    STS_TIMED_OUT(FETCH_ERROR),
    /** The client was closed meanwhile; nobody else is to blame. */
    STS_CANCELLED(null),
    /** What was fetched is no policy. */
    STS_POLICY_INVALID(INVALID),
    /** What was remembered cannot be read any more; on this side. */
    STS_CACHE_DAMAGED(null),
    /** What was fetched cannot be remembered; on this side. */
    STS_CACHE_UNWRITABLE(null);

    private final @Nullable String resultType;

    Kind(@Nullable String resultType) {
      this.resultType = resultType;
    }

    /**
     * The word for it in reports.
     *
     * @return such as {@code sts-content-type}
     */
    public String configName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What it counts as in a TLS report to the domain (RFC 8460 §4.3).
     *
     * @return such as {@code sts-webpki-invalid}; empty if it is our own trouble
     */
    public Optional<String> resultType() {
      return Optional.ofNullable(resultType);
    }
  }

  /**
   * Checks for null.
   *
   * @param kind what went wrong
   * @param text for a person
   */
  public PolicyFinding {
    requireNonNull(kind, "kind");
    requireNonNull(text, "text");
  }

  /** The kind and the text. */
  @Override
  public String toString() {
    return kind.configName() + ": " + text;
  }
}
