package org.enforcedtls.queue.internal.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.enforcedtls.queue.internal.store.Claim;
import org.enforcedtls.queue.schedule.NextStep;
import org.enforcedtls.queue.schedule.RetryHistory;
import org.enforcedtls.queue.schedule.RetrySchedule;

/** When to try again. Safe for use by several threads at once. */
@FunctionalInterface
public interface RetryPlan {
  /**
   * When to try again after an attempt that failed.
   *
   * @param lifetime of the message
   * @param attempts that were made, this one included
   * @param now when it ended
   * @return empty if it is given up
   */
  Optional<Instant> next(Claim.Lifetime lifetime, int attempts, Instant now);

  /**
   * By a schedule.
   *
   * @param schedule says when
   * @param random makes waits a little shorter; safe for use by several threads at once
   * @return the plan
   */
  static RetryPlan by(RetrySchedule schedule, RandomGenerator random) {
    return (lifetime, attempts, now) -> {
      Duration whole = Duration.between(lifetime.arrivedAt(), lifetime.expiresAt());
      RetryHistory history =
          new RetryHistory(lifetime.arrivedAt(), attempts, whole, Optional.empty());
      return schedule.next(history, now, random) instanceof NextStep.TryAgain again
          ? Optional.of(again.at())
          : Optional.empty();
    };
  }
}
