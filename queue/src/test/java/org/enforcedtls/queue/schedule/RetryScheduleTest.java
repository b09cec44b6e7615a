package org.enforcedtls.queue.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {
  private static final Instant ARRIVAL = Instant.parse("2026-11-24T08:00:00Z");
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
    RetryHistory history = new RetryHistory(ARRIVAL, attempts, days(5), Optional.empty());
    assertThat(SCHEDULE.next(history, ARRIVAL, NO_JITTER))
        .isEqualTo(new NextStep.TryAgain(ARRIVAL.plus(wait)));
  }

  @Test
  void whatWasNotTriedIsTriedAtOnceEvenAfterItsLifetime() {
    Instant late = ARRIVAL.plus(days(9));
    assertThat(SCHEDULE.next(RetryHistory.untried(ARRIVAL, days(5)), late, NO_JITTER))
        .isEqualTo(new NextStep.TryAgain(late));
  }

  @Test
  void lastAttemptIsMadeAtTheEndOfTheLifetimeAndThenItIsGivenUp() {
    RetryHistory history = RetryHistory.untried(ARRIVAL, days(5));
    List<Instant> attempts = attemptsOf(history, NO_JITTER);
    Instant end = ARRIVAL.plus(days(5));
    assertThat(attempts).last().isEqualTo(end);
    assertThat(SCHEDULE.next(history.withAttempt(), end, NO_JITTER))
        .isEqualTo(new NextStep.GiveUp(end));
  }

  @Test
  void sixTriesFallIntoTheFirstHourWithoutJitter() {
    assertThat(attemptsOf(RetryHistory.untried(ARRIVAL, days(5)), NO_JITTER))
        .filteredOn(at -> at.isBefore(ARRIVAL.plus(Duration.ofHours(1))))
        .hasSize(7);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # of the message, of the policy, counts
          -,     -,    P5D
          P2D,   -,    P2D
          -,     P3D,  P3D
          P2D,   P3D,  P2D
          P6D,   P3D,  P6D
          P7D,   -,    P7D
          P8D,   -,    P7D
          -,     P30D, P7D
          """)
  void lifetimeIsThatOfTheMessageThenOfThePolicyAndBounded(
      String ofMessage, String ofPolicy, Duration counts) {
    assertThat(SCHEDULE.lifetimeOf(duration(ofMessage), duration(ofPolicy))).isEqualTo(counts);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # now,  attempts, told after, lifetime, due
          PT3H59M59S, 8,    -,    P5D,  false
          PT4H,       8,    -,    P5D,  true
          P4D,        30,   -,    P5D,  true
          PT4H,       0,    -,    P5D,  false
          PT5H,       8,    PT4H, P5D,  false
          P5D,        40,   -,    P5D,  false
          PT4H,       8,    -,    PT2H, false
          PT-10H,     1,    -,    P5D,  false
          """)
  void delayNoticeIsDueOnceAfterFourHours(
      Duration now, int attempts, String toldAfter, Duration lifetime, boolean isDue) {
    RetryHistory history =
        new RetryHistory(ARRIVAL, attempts, lifetime, duration(toldAfter).map(ARRIVAL::plus));
    assertThat(SCHEDULE.isDelayNoticeDue(history, ARRIVAL.plus(now))).isEqualTo(isDue);
  }

  @Test
  void toldSenderIsNotToldAgain() {
    Instant now = ARRIVAL.plus(Duration.ofHours(4));
    RetryHistory history = RetryHistory.untried(ARRIVAL, days(5)).withAttempt();
    assertThat(SCHEDULE.isDelayNoticeDue(history, now)).isTrue();
    assertThat(SCHEDULE.isDelayNoticeDue(history.withDelayNotice(now), now)).isFalse();
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
    assertThatIllegalArgumentException().isThrownBy(() -> builder.lifetime(days(31)));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.maxLifetime(Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.delayNoticeAfter(Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetryHistory.untried(ARRIVAL, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryHistory(ARRIVAL, -1, days(5), Optional.empty()));
  }

  @Test
  void valuesThatDoNotFitTogetherAreRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> RetrySchedule.builder().maxWait(Duration.ofMinutes(20)).build())
        .withMessage("expected quickWaits of at most maxWait PT20M, found PT25M");
    assertThatIllegalStateException()
        .isThrownBy(() -> RetrySchedule.builder().lifetime(days(8)).build())
        .withMessageContaining("maxLifetime PT168H");
  }

  @Test
  void copyIsMadeOfWhatWasSet() {
    RetrySchedule copy =
        RetrySchedule.builder()
            .quickWaits(List.of(Duration.ofMinutes(3)))
            .maxWait(Duration.ofHours(1))
            .jitter(0)
            .lifetime(days(1))
            .maxLifetime(days(2))
            .delayNoticeAfter(Duration.ofHours(2))
            .build()
            .toBuilder()
            .build();
    assertThat(copy.quickWaits()).containsExactly(Duration.ofMinutes(3));
    assertThat(copy.maxWait()).isEqualTo(Duration.ofHours(1));
    assertThat(copy.jitter()).isZero();
    assertThat(copy.lifetime()).isEqualTo(days(1));
    assertThat(copy.maxLifetime()).isEqualTo(days(2));
    assertThat(copy.delayNoticeAfter()).isEqualTo(Duration.ofHours(2));
  }

  /** Attempts that take no time, until the message is given up. */
  static List<Instant> attemptsOf(RetryHistory untried, RandomGenerator random) {
    List<Instant> attempts = new ArrayList<>();
    RetryHistory history = untried;
    Instant now = history.arrivedAt();
    while (SCHEDULE.next(history, now, random) instanceof NextStep.TryAgain again) {
      now = again.at();
      attempts.add(now);
      history = history.withAttempt();
    }
    return attempts;
  }

  private static Optional<Duration> duration(String text) {
    return Optional.ofNullable(text).map(Duration::parse);
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }
}
