package org.enforcedtls.queue.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a schedule goes by: the past of one message to one recipient. Immutable.
 *
 * <p>The times are those that were written down, by clocks that may since have been set: one that
 * lies after the present is allowed everywhere.
 *
 * @param arrivedAt when the queue took the message
 * @param attempts how many were begun, 0 or more
 * @param lifetime from arrival to giving up, over 0
 * @param delayNoticeAt when the sender was told that delivery is late; empty if that was not done
 */
public record RetryHistory(
    Instant arrivedAt, int attempts, Duration lifetime, Optional<Instant> delayNoticeAt) {

  /**
   * Checks the ranges.
   *
   * @param arrivedAt when the queue took the message
   * @param attempts 0 or more
   * @param lifetime over 0
   * @param delayNoticeAt empty if there was none
   * @throws IllegalArgumentException if a value is outside its range
   */
  public RetryHistory {
    requireNonNull(arrivedAt, "arrivedAt");
    requireNonNull(delayNoticeAt, "delayNoticeAt");
    if (attempts < 0) {
      throw new IllegalArgumentException("attempts must be 0 or more, not " + attempts);
    }
    if (lifetime.isNegative() || lifetime.isZero()) {
      throw new IllegalArgumentException("lifetime must be over 0, not " + lifetime);
    }
  }

  /**
   * A message that was not tried yet.
   *
   * @param arrivedAt when the queue took it
   * @param lifetime from arrival to giving up, over 0
   * @return without attempts and without notice
   * @throws IllegalArgumentException if the lifetime is not over 0
   */
  public static RetryHistory untried(Instant arrivedAt, Duration lifetime) {
    return new RetryHistory(arrivedAt, 0, lifetime, Optional.empty());
  }

  /**
   * The same with one attempt more.
   *
   * @return a copy
   */
  public RetryHistory withAttempt() {
    int more = attempts == Integer.MAX_VALUE ? attempts : attempts + 1;
    return new RetryHistory(arrivedAt, more, lifetime, delayNoticeAt);
  }

  /**
   * The same after the sender was told that delivery is late.
   *
   * @param at when
   * @return a copy
   */
  public RetryHistory withDelayNotice(Instant at) {
    return new RetryHistory(arrivedAt, attempts, lifetime, Optional.of(at));
  }

  /**
   * The end of the lifetime.
   *
   * @return the instant from which no further attempt is planned
   */
  public Instant expiresAt() {
    return arrivedAt.plus(lifetime);
  }
}
