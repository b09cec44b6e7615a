package org.enforcedtls.trust;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** What is known of whether a certificate was revoked. */
public sealed interface RevocationAnswer {
  /**
   * Nobody was to look: the requirement says {@code revocation: off}, and the caller may conclude
   * nothing. Immutable.
   */
  record NotChecked() implements RevocationAnswer {
    @Override
    public String toString() {
      return "not checked";
    }
  }

  /**
   * The issuer says, by a valid signature of its own or of a responder that it authorised, that the
   * certificate was not revoked. Immutable.
   *
   * @param source where it says so, such as {@code staple} or {@code CRL fi.crl}
   * @param asOf the time for which it says so
   */
  record Good(String source, Instant asOf) implements RevocationAnswer {
    /**
     * Checks.
     *
     * @param source where
     * @param asOf when
     */
    public Good {
      requireNonNull(source, "source");
      requireNonNull(asOf, "asOf");
    }

    @Override
    public String toString() {
      return "good (" + source + ", as of " + asOf + ")";
    }
  }

  /**
   * The issuer says so that the certificate was revoked, or is on hold: the caller must not trust
   * it. Immutable.
   *
   * @param source where it says so
   * @param at since when
   * @param reason such as {@code keyCompromise}; {@code unspecified} if none is given
   */
  record Revoked(String source, Instant at, String reason) implements RevocationAnswer {
    /**
     * Checks.
     *
     * @param source where
     * @param at since when
     * @param reason why
     */
    public Revoked {
      requireNonNull(source, "source");
      requireNonNull(at, "at");
      requireNonNull(reason, "reason");
    }

    @Override
    public String toString() {
      return "revoked on " + at + " (" + source + ", " + reason + ")";
    }
  }

  /**
   * There is no valid answer: the caller may conclude nothing. Immutable.
   *
   * @param why there is none, on one line
   */
  record NoAnswer(String why) implements RevocationAnswer {
    /**
     * Checks.
     *
     * @param why there is none
     */
    public NoAnswer {
      requireNonNull(why, "why");
    }

    @Override
    public String toString() {
      return "no answer (" + why + ")";
    }
  }
}
