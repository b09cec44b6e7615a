package org.enforcedtls.queue.internal.work;

import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.enforcedtls.queue.internal.store.Claim;

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
   * Quick tries within the first hour, then each wait twice the one before, up to 4 h.
   *
   * @param random makes waits a little shorter
   * @return the plan
   */
  static RetryPlan backOff(RandomGenerator random) {
    return new BackOff(random);
  }
}
