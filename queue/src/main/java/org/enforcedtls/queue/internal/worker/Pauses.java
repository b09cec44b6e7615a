package org.enforcedtls.queue.internal.worker;

import java.time.Duration;

/** How long nothing is sent to a destination after it was down so many times in a row. */
public final class Pauses {
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MAX_DOUBLINGS = 6;

  private Pauses() {}

  /**
   * Twice as long each time, up to an hour: a destination that is down costs about 30 probes a day,
   * and one that is back gets its mail within the hour.
   *
   * @param failures in a row, at least 1
   * @return the pause
   */
  public static Duration after(int failures) {
    Duration pause = FIRST.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }
}
