package org.enforcedtls.dns;

import java.time.Duration;

/** The moment when a look-up must have ended, by the clock that never jumps. */
record Deadline(long nanoTime) {
  static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  boolean isPast() {
    return nanoTime - System.nanoTime() <= 0;
  }

  /** What is left, at most the given time; zero or less once past. */
  long nanosLeft(Duration atMost) {
    return Math.min(atMost.toNanos(), nanoTime - System.nanoTime());
  }
}
