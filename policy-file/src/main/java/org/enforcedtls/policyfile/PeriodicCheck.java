package org.enforcedtls.policyfile;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Looks now and then, on the threads of its callers, whether files have changed. Safe for use by
 * several threads at once.
 *
 * <p>A change counts only once the files look the same twice in a row, so that a file which
 * somebody is still writing, or has taken away for a moment, is left alone.
 */
final class PeriodicCheck {
  private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);
  private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);

  private final long intervalMillis;
  private final InstantSource clock;
  private final AtomicLong lastCheckMillis;
  private volatile FileStamps read;
  private volatile FileStamps foundLast;

  PeriodicCheck(Duration interval, InstantSource clock, FileStamps read) {
    this.intervalMillis = interval.toMillis();
    this.clock = clock;
    this.lastCheckMillis = new AtomicLong(clock.millis());
    this.read = read;
    this.foundLast = read;
  }

  /** Throws IllegalArgumentException if the time between two looks is none that makes sense. */
  static void requireInterval(Duration checkInterval) {
    requireNonNull(checkInterval, "checkInterval");
    if (checkInterval.compareTo(LEAST_INTERVAL) < 0
        || checkInterval.compareTo(LONGEST_INTERVAL) > 0) {
      throw new IllegalArgumentException(
          "checkInterval must be from "
              + LEAST_INTERVAL
              + " to "
              + LONGEST_INTERVAL
              + ", not "
              + checkInterval);
    }
  }

  /** True for one caller when a check is due and the files have changed and settled. */
  boolean findsSettledChange() {
    long last = lastCheckMillis.get();
    long sinceMillis = clock.millis() - last;
    boolean clockWentBack = sinceMillis < 0;
    boolean isDue = clockWentBack || sinceMillis >= intervalMillis;
    if (!isDue || !lastCheckMillis.compareAndSet(last, last + sinceMillis)) {
      return false;
    }
    FileStamps found = read.takenAgain();
    boolean hasSettled = found.equals(foundLast);
    foundLast = found;
    return hasSettled && !found.equals(read);
  }

  /** The files were read; what they look like is no change any more, even if reading failed. */
  void lookedAt(FileStamps stamps) {
    read = stamps;
    foundLast = stamps;
  }
}
