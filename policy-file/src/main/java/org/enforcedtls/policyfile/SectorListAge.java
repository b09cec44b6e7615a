package org.enforcedtls.policyfile;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How old a list may be. Immutable.
 *
 * @param maxAge from the day on which it was brought up to date
 */
record SectorListAge(Duration maxAge) {
  /** Three months. */
  static final SectorListAge DEFAULT = new SectorListAge(Duration.ofDays(92));

  boolean isOver(Instant refreshed, Instant at) {
    return at.isAfter(refreshed.plus(maxAge));
  }

  /** Empty if the list is young enough. */
  Optional<String> problem(Instant refreshed, Instant at) {
    return isOver(refreshed, at)
        ? Optional.of(
            "last brought up to date at "
                + refreshed
                + ", "
                + Duration.between(refreshed, at).toDays()
                + " days ago; expected at most "
                + maxAge.toDays())
        : Optional.empty();
  }
}
