package org.enforcedtls.queue.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {
  private static final Instant ARRIVAL = Instant.parse("2026-11-24T08:00:00Z");
  private static final Instant END = ARRIVAL.plus(days(5));
  private static final RandomGenerator NO_JITTER = () -> 0;
  private static final RetrySchedule SCHEDULE = RetrySchedule.defaults();

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # attempts, wait
          1,   PT1M
          2,   PT2M
          3,   PT5M
          4,   PT10M
          5,   PT15M
          6,   PT25M
          7,   PT50M
          8,   PT100M
          9,   PT200M
          10,  PT4H
          11,  PT4H
          2147483647, PT4H
          """)
  void waitGrowsFromQuickTriesToFourHours(int attempts, Duration wait) {
    assertThat(SCHEDULE.next(attempts, END, ARRIVAL, NO_JITTER))
        .isEqualTo(new NextStep.TryAgain(ARRIVAL.plus(wait)));
  }

  @Test
  void whatWasNotTriedIsTriedAtOnceEvenAfterItsLifetime() {
    Instant late = ARRIVAL.plus(days(9));
    assertThat(SCHEDULE.next(0, END, late, NO_JITTER)).isEqualTo(new NextStep.TryAgain(late));
  }

  @Test
  void lastAttemptIsMadeAtTheEndOfTheLifetimeAndThenItIsGivenUp() {
    List<Instant> attempts = attemptsOf(ARRIVAL, END, NO_JITTER);
    assertThat(attempts).last().isEqualTo(END);
    assertThat(SCHEDULE.next(attempts.size(), END, END, NO_JITTER))
        .isEqualTo(new NextStep.GiveUp(END));
  }

  @Test
  void sixTriesFallIntoTheFirstHourWithoutJitter() {
    assertThat(attemptsOf(ARRIVAL, END, NO_JITTER))
        .filteredOn(at -> at.isBefore(ARRIVAL.plus(Duration.ofHours(1))))
        .hasSize(7);
  }

  @Test
  void valuesOutsideTheirRangesAreRefused() {
    RetrySchedule.Builder builder = RetrySchedule.builder();
    assertThatIllegalArgumentException().isThrownBy(() -> builder.quickWaits(List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.quickWaits(List.of(Duration.ZERO)));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.maxWait(Duration.ofHours(5)));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.maxWait(Duration.ofSeconds(59)));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.jitter(0.51));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.jitter(Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SCHEDULE.next(-1, END, ARRIVAL, NO_JITTER));
  }

  @Test
  void valuesThatDoNotFitTogetherAreRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> RetrySchedule.builder().maxWait(Duration.ofMinutes(20)).build())
        .withMessage("expected quickWaits of at most maxWait PT20M, found PT25M");
  }

  @Test
  void copyIsMadeOfWhatWasSet() {
    RetrySchedule copy =
        RetrySchedule.builder()
            .quickWaits(List.of(Duration.ofMinutes(3)))
            .maxWait(Duration.ofHours(1))
            .jitter(0)
            .build()
            .toBuilder()
            .build();
    assertThat(copy.quickWaits()).containsExactly(Duration.ofMinutes(3));
    assertThat(copy.maxWait()).isEqualTo(Duration.ofHours(1));
    assertThat(copy.jitter()).isZero();
  }

  /** Attempts that take no time, until the message is given up. */
  static List<Instant> attemptsOf(Instant arrival, Instant end, RandomGenerator random) {
    List<Instant> attempts = new ArrayList<>();
    Instant now = arrival;
    while (SCHEDULE.next(attempts.size(), end, now, random) instanceof NextStep.TryAgain again) {
      now = again.at();
      attempts.add(now);
    }
    return attempts;
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }
}
