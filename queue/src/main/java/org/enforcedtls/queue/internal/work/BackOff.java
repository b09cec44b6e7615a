package org.enforcedtls.queue.internal.work;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.enforcedtls.queue.internal.store.Claim;

/** Quick tries within the first hour, then each wait twice the one before, up to 4 h. */
final class BackOff implements RetryPlan {
  private static final List<Duration> QUICK =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(25));
  private static final Duration LONGEST = Duration.ofHours(4);
  private static final double JITTER = 0.2;

  private final RandomGenerator random;

  BackOff(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Optional<Instant> next(Claim.Lifetime lifetime, int attempts, Instant now) {
    Instant end = lifetime.expiresAt();
    if (!now.isBefore(end)) {
      return Optional.empty();
    }
    Duration wait = waitAfter(attempts);
    long jitter = (long) (wait.toMillis() * JITTER * random.nextDouble());
    Instant planned = now.plus(wait).minusMillis(jitter);
    return Optional.of(planned.isAfter(end) ? end : planned);
  }

  private static Duration waitAfter(int attempts) {
    if (attempts <= QUICK.size()) {
      return QUICK.get(Math.max(0, attempts - 1));
    }
    Duration wait = QUICK.get(QUICK.size() - 1);
    for (int i = QUICK.size(); i < attempts && wait.compareTo(LONGEST) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
