package org.enforcedtls.internal.time;

import java.time.Duration;

/** The end of the time that something may take, by a clock that never jumps. Immutable. */
public final class Deadline {
  private final long endNanos;

  private Deadline(long endNanos) {
    this.endNanos = endNanos;
  }

  /**
   * A deadline that starts now.
   *
   * @param duration how long from now
   * @return the deadline
   */
  public static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /**
   * How long is left.
   *
   * @return zero or more
   */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
  }

  /**
   * How long may be waited.
   *
   * @param longest no longer than this
   * @return the shorter of it and what is left
   */
  public Duration remaining(Duration longest) {
    Duration left = remaining();
    return left.compareTo(longest) < 0 ? left : longest;
  }

  /**
   * Whether no time is left.
   *
   * @return true from the deadline on
   */
  public boolean hasPassed() {
    return endNanos - System.nanoTime() <= 0;
  }
}
