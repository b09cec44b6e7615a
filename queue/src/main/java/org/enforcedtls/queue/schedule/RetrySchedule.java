package org.enforcedtls.queue.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * When to try again, and when to give up. Immutable.
 *
 * <p>After each attempt there is a wait: first the quick ones in their order, then each twice the
 * one before, up to the longest. Jitter makes a wait shorter, never longer, so that messages which
 * failed together do not come back together. Where a wait would pass the end of the lifetime, the
 * last attempt is made at that end: a message is not given up before the queue has tried it then,
 * so that one which lay in a queue that was down gets its try.
 *
 * <p><b>Clocks.</b> A wait is counted from the present, not from what was written down. So a clock
 * that was set back never makes a message wait longer than the longest wait, and one that was set
 * forward costs at most one early attempt.
 */
public final class RetrySchedule {
  private static final RetrySchedule DEFAULTS = new RetrySchedule(new Builder());

  private final List<Duration> quickWaits;
  private final Duration maxWait;
  private final double jitter;

  private RetrySchedule(Builder builder) {
    this.quickWaits = builder.quickWaits;
    this.maxWait = builder.maxWait;
    this.jitter = builder.jitter;
  }

  /**
   * Waits of 1, 2, 5, 10, 15 and 25 min within the first hour, then of 50 min, 100 min, 200 min and
   * 4 h, each up to a fifth shorter.
   *
   * @return the schedule that counts unless another is set
   */
  public static RetrySchedule defaults() {
    return DEFAULTS;
  }

  /**
   * Starts a schedule.
   *
   * @return a builder that holds the defaults
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Starts a copy.
   *
   * @return a builder that holds what this schedule does
   */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.quickWaits = quickWaits;
    builder.maxWait = maxWait;
    builder.jitter = jitter;
    return builder;
  }

  /**
   * What becomes of a message after an attempt that did not succeed.
   *
   * @param attempts that were made, this one included; 0 if there was none yet
   * @param end of the lifetime of the message
   * @param now when the attempt ended
   * @param random decides the jitter
   * @return when to try again, at once if nothing was tried yet; or that it is given up, if the
   *     attempt ended at the end of the lifetime or later
   * @throws IllegalArgumentException if the attempts are fewer than 0
   */
  public NextStep next(int attempts, Instant end, Instant now, RandomGenerator random) {
    requireNonNull(now, "now");
    if (attempts < 0) {
      throw new IllegalArgumentException("attempts must be 0 or more, not " + attempts);
    }
    if (attempts == 0) {
      return new NextStep.TryAgain(now);
    }
    if (!now.isBefore(end)) {
      return new NextStep.GiveUp(end);
    }
    Instant planned = now.plus(shortened(waitAfter(attempts), random));
    return new NextStep.TryAgain(planned.isAfter(end) ? end : planned);
  }

  /** The wait after so many attempts, without jitter. */
  private Duration waitAfter(int attempts) {
    if (attempts <= quickWaits.size()) {
      return quickWaits.get(attempts - 1);
    }
    Duration wait = quickWaits.get(quickWaits.size() - 1);
    for (int i = quickWaits.size(); i < attempts && wait.compareTo(maxWait) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(maxWait) > 0 ? maxWait : wait;
  }

  private Duration shortened(Duration wait, RandomGenerator random) {
    long millis = wait.toMillis();
    return Duration.ofMillis(millis - (long) (millis * jitter * random.nextDouble()));
  }

  /**
   * The waits after the first attempts.
   *
   * @return at least one
   */
  public List<Duration> quickWaits() {
    return quickWaits;
  }

  /**
   * The longest wait between two attempts.
   *
   * @return over 0
   */
  public Duration maxWait() {
    return maxWait;
  }

  /**
   * By how much a wait may be shorter.
   *
   * @return 0 to 0.5 of the wait
   */
  public double jitter() {
    return jitter;
  }

  /** Builds a schedule. For one thread. */
  public static final class Builder {
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final double MAX_JITTER = 0.5;

    private List<Duration> quickWaits =
        List.of(minutes(1), minutes(2), minutes(5), minutes(10), minutes(15), minutes(25));
    private Duration maxWait = Duration.ofHours(4);
    private double jitter = 0.2;

    private Builder() {}

    private static Duration minutes(int minutes) {
      return Duration.ofMinutes(minutes);
    }

    /**
     * Sets the waits after the first attempts.
     *
     * @param waits 1 to 20, each 1 s to 4 h
     * @return this
     * @throws IllegalArgumentException if there are fewer or more, or one is outside its range
     */
    public Builder quickWaits(List<Duration> waits) {
      if (waits.isEmpty() || waits.size() > 20) {
        throw new IllegalArgumentException("quickWaits must be 1 to 20 waits, not " + waits.size());
      }
      waits.forEach(wait -> inRange("quickWaits", wait, SHORTEST_WAIT, Duration.ofHours(4)));
      this.quickWaits = List.copyOf(waits);
      return this;
    }

    /**
     * Sets the longest wait between two attempts; 4 h unless set.
     *
     * @param maxWait 1 min to 4 h, after which a host that is back would wait for too long
     * @return this
     * @throws IllegalArgumentException if it is outside its range
     */
    public Builder maxWait(Duration maxWait) {
      this.maxWait = inRange("maxWait", maxWait, minutes(1), Duration.ofHours(4));
      return this;
    }

    /**
     * Sets by how much a wait may be shorter; 0.2 unless set.
     *
     * @param jitter 0 to 0.5 of the wait
     * @return this
     * @throws IllegalArgumentException if it is outside its range
     */
    public Builder jitter(double jitter) {
      if (!(jitter >= 0 && jitter <= MAX_JITTER)) {
        throw new IllegalArgumentException("jitter must be 0 to 0.5, not " + jitter);
      }
      this.jitter = jitter;
      return this;
    }

    private static Duration inRange(String name, Duration value, Duration least, Duration most) {
      requireNonNull(value, name);
      if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
        throw new IllegalArgumentException(
            name + " must be " + least + " to " + most + ", not " + value);
      }
      return value;
    }

    /**
     * Builds the schedule.
     *
     * @return the schedule
     * @throws IllegalStateException if a quick wait is over the longest wait
     */
    public RetrySchedule build() {
      quickWaits.stream()
          .filter(wait -> wait.compareTo(maxWait) > 0)
          .findFirst()
          .ifPresent(
              wait -> {
                throw new IllegalStateException(
                    "expected quickWaits of at most maxWait " + maxWait + ", found " + wait);
              });
      return new RetrySchedule(this);
    }
  }
}
