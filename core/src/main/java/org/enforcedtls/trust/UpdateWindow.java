package org.enforcedtls.trust;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The time for which an OCSP response (RFC 6960 §4.2.2.1) or a CRL (RFC 5280 §5.1.2.4, RFC 5280
 * §5.1.2.5) says something. Immutable.
 *
 * @param nextUpdate null if there is none
 */
record UpdateWindow(Instant thisUpdate, @Nullable Instant nextUpdate) {
  /** How far clocks may be apart. */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  /** From when on there is newer information. */
  Instant end() {
    return nextUpdate == null ? thisUpdate.plus(TOLERANCE) : nextUpdate;
  }

  /**
   * Why it says nothing of a moment.
   *
   * <p>Stricter than RFC 6960 §4.2.2.1: without nextUpdate there would always be newer information,
   * so that the answer is good for no longer than clocks may be apart.
   */
  Optional<String> fault(Instant at) {
    if (thisUpdate.isAfter(at.plus(TOLERANCE))) {
      return Optional.of("from the future, thisUpdate " + thisUpdate);
    }
    if (nextUpdate == null) {
      return thisUpdate.isBefore(at.minus(TOLERANCE))
          ? Optional.of("without nextUpdate and old, thisUpdate " + thisUpdate)
          : Optional.empty();
    }
    return nextUpdate.isBefore(at.minus(TOLERANCE))
        ? Optional.of("out of date, nextUpdate " + nextUpdate)
        : Optional.empty();
  }
}
