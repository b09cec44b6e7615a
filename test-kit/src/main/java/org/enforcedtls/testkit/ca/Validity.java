package org.enforcedtls.testkit.ca;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * When a certificate is valid; the end may lie before the beginning. Immutable.
 *
 * @param from the first moment
 * @param until the last moment
 */
record Validity(Instant from, Instant until) {
  private static final Duration DAY = Duration.ofDays(1);

  Validity {
    requireNonNull(from, "from");
    requireNonNull(until, "until");
  }

  /** From a day ago, as clocks differ. */
  static Validity around(Instant now, Duration lifetime) {
    return new Validity(now.minus(DAY), now.plus(lifetime));
  }

  static Validity over(Instant now, Duration lifetime) {
    Instant until = now.minus(DAY);
    return new Validity(until.minus(lifetime), until);
  }

  static Validity toCome(Instant now, Duration lifetime) {
    Instant from = now.plus(DAY);
    return new Validity(from, from.plus(lifetime));
  }
}
