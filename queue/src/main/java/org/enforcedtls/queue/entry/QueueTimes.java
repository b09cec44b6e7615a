package org.enforcedtls.queue.entry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long a queue does what. Immutable.
 *
 * @param lifetime how long a message is tried unless it or the policy of a recipient domain says
 *     otherwise; over 0, at most 7 days
 * @param delayNoticeAfter when the sender of a message that waits is told of it; over 0
 * @param history how long a message that is done with is remembered, with its attempts and its
 *     idempotency key but without its content; 0 or more
 */
public record QueueTimes(Duration lifetime, Duration delayNoticeAfter, Duration history) {
  private static final Duration MAX_LIFETIME = Duration.ofDays(7);
  private static final QueueTimes DEFAULTS =
      new QueueTimes(Duration.ofDays(5), Duration.ofHours(4), Duration.ofDays(7));

  /**
   * Checks the ranges.
   *
   * @param lifetime over 0, at most 7 days
   * @param delayNoticeAfter over 0
   * @param history 0 or more
   * @throws IllegalArgumentException if one is outside its range
   */
  public QueueTimes {
    requireLifetime(lifetime);
    requireNonNull(delayNoticeAfter, "delayNoticeAfter");
    requireNonNull(history, "history");
    if (delayNoticeAfter.isNegative() || delayNoticeAfter.isZero()) {
      throw new IllegalArgumentException(
          "delayNoticeAfter must be over 0, not " + delayNoticeAfter);
    }
    if (history.isNegative()) {
      throw new IllegalArgumentException("history must be 0 or more, not " + history);
    }
  }

  /**
   * Tried for 5 days, the sender told after 4 hours, remembered for 7 days.
   *
   * @return the times that count unless others are set
   */
  public static QueueTimes defaults() {
    return DEFAULTS;
  }

  static Duration requireLifetime(Duration lifetime) {
    if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(MAX_LIFETIME) > 0) {
      throw new IllegalArgumentException(
          "lifetime must be over 0 and at most P7D, not " + lifetime);
    }
    return lifetime;
  }

  /**
   * What the lifetime of a policy counts as.
   *
   * @param ofPolicy such as {@code TlsPolicy.lifetime()}
   * @return the same, but 7 days if it is longer
   */
  public static Duration bounded(Duration ofPolicy) {
    return ofPolicy.compareTo(MAX_LIFETIME) > 0 ? MAX_LIFETIME : ofPolicy;
  }

  /**
   * The same with another lifetime.
   *
   * @param lifetime over 0, at most 7 days
   * @return a copy
   * @throws IllegalArgumentException if it is outside its range
   */
  public QueueTimes withLifetime(Duration lifetime) {
    return new QueueTimes(lifetime, delayNoticeAfter, history);
  }

  /**
   * The same with another time for the notice of a delay.
   *
   * @param delayNoticeAfter over 0
   * @return a copy
   * @throws IllegalArgumentException if it is outside its range
   */
  public QueueTimes withDelayNoticeAfter(Duration delayNoticeAfter) {
    return new QueueTimes(lifetime, delayNoticeAfter, history);
  }

  /**
   * The same with another history.
   *
   * @param history 0 or more
   * @return a copy
   * @throws IllegalArgumentException if it is outside its range
   */
  public QueueTimes withHistory(Duration history) {
    return new QueueTimes(lifetime, delayNoticeAfter, history);
  }
}
