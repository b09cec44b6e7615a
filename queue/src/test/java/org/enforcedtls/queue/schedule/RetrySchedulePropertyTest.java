package org.enforcedtls.queue.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RetrySchedulePropertyTest {
  private static final Instant ARRIVAL = Instant.parse("2026-11-24T08:00:00Z");
  private static final Duration FOUR_HOURS = Duration.ofHours(4);
  private static final long DAYS_7 = 7 * 86_400;

  /** 7 quick ones and at most 10 more in the first day; then one in 3 h 12 min at the most. */
  private static final int MOST_A_DAY = 17;

  @Property(tries = 300)
  void attemptsEndAtTheEndOfTheLifetimeAndAreNeverFarApart(
      @ForAll @LongRange(min = 1, max = DAYS_7) long lifetimeSeconds, @ForAll long seed) {
    Instant end = ARRIVAL.plusSeconds(lifetimeSeconds);
    List<Instant> attempts = RetryScheduleTest.attemptsOf(ARRIVAL, end, new SplittableRandom(seed));
    assertThat(attempts).first().isEqualTo(ARRIVAL);
    assertThat(attempts).last().isEqualTo(end);
    for (int i = 1; i < attempts.size(); i++) {
      Duration wait = Duration.between(attempts.get(i - 1), attempts.get(i));
      assertThat(wait).isPositive().isLessThanOrEqualTo(FOUR_HOURS);
    }
  }

  @Property(tries = 100)
  void noDayHasManyAttempts(@ForAll long seed) {
    List<Instant> attempts =
        RetryScheduleTest.attemptsOf(
            ARRIVAL, ARRIVAL.plusSeconds(DAYS_7), new SplittableRandom(seed));
    for (Instant start : attempts) {
      Instant end = start.plus(Duration.ofDays(1));
      assertThat(attempts)
          .filteredOn(at -> !at.isBefore(start) && at.isBefore(end))
          .hasSizeLessThanOrEqualTo(MOST_A_DAY);
    }
  }

  @Property(tries = 300)
  void clockThatJumpsNeverMakesMessageWaitLongerThanFourHours(
      @ForAll @LongRange(min = -400 * 86_400, max = 400 * 86_400) long sinceArrivalSeconds,
      @ForAll @IntRange(min = 1, max = 1000) int attempts,
      @ForAll long seed) {
    Instant end = ARRIVAL.plus(Duration.ofDays(5));
    Instant now = ARRIVAL.plusSeconds(sinceArrivalSeconds);
    NextStep next = RetrySchedule.defaults().next(attempts, end, now, new SplittableRandom(seed));
    if (now.isBefore(end)) {
      assertThat(next)
          .isInstanceOfSatisfying(
              NextStep.TryAgain.class,
              again ->
                  assertThat(again.at())
                      .isAfter(now)
                      .isBeforeOrEqualTo(now.plus(FOUR_HOURS))
                      .isBeforeOrEqualTo(end));
    } else {
      assertThat(next).isEqualTo(new NextStep.GiveUp(end));
    }
  }
}
