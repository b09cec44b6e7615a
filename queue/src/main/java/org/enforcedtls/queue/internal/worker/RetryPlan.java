package org.enforcedtls.queue.internal.worker;

import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.enforcedtls.queue.schedule.NextStep;
import org.enforcedtls.queue.schedule.RetrySchedule;

/** When to try again. Safe for use by several threads at once. */
@FunctionalInterface
public interface RetryPlan {
  /**
   * When to try again after an attempt that failed.
   *
   * @param attempts that were made, this one included
   * @param end of the lifetime of the message
   * @param now when it ended
   * @return empty if it is given up
   */
  Optional<Instant> next(int attempts, Instant end, Instant now);

  /**
   * By a schedule.
   *
   * @param schedule says when
   * @param random makes waits a little shorter; safe for use by several threads at once
   * @return the plan
   */
  static RetryPlan by(RetrySchedule schedule, RandomGenerator random) {
    return (attempts, end, now) ->
        schedule.next(attempts, end, now, random) instanceof NextStep.TryAgain again
            ? Optional.of(again.at())
            : Optional.empty();
  }
}
