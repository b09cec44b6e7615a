package org.enforcedtls.reporting.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.enforcedtls.address.Domain;
import org.enforcedtls.reporting.store.ReportDay;
import org.junit.jupiter.api.Test;

class ReportTimesTest {
  private static final Domain BANK = Domain.of("bank.example");
  private static final LocalDate DAY = LocalDate.parse("2026-11-27");
  private static final Instant MIDNIGHT = Instant.parse("2026-11-28T00:00:00Z");

  private static Instant dueAt(String domain, LocalDate day, Domain submitter) {
    return ReportTimes.dueAt(new ReportDay(Domain.of(domain), day), submitter);
  }

  @Test
  void reportsOfADayAreSpreadOverTheFourHoursAfterIt() {
    List<Instant> due =
        IntStream.range(0, 1000).mapToObj(i -> dueAt("d" + i + ".example", DAY, BANK)).toList();
    assertThat(due)
        .allMatch(at -> !at.isBefore(MIDNIGHT.plus(Duration.ofMinutes(10))))
        .allMatch(at -> at.isBefore(MIDNIGHT.plus(Duration.ofHours(4))));
    for (int hour = 0; hour < 4; hour++) {
      Instant from = MIDNIGHT.plus(Duration.ofHours(hour));
      assertThat(due)
          .filteredOn(at -> !at.isBefore(from) && at.isBefore(from.plus(Duration.ofHours(1))))
          .hasSizeBetween(150, 350);
    }
  }

  @Test
  void timeIsTheSameWhereverItIsAskedForAndDiffersByDomainDayAndSubmitter() {
    Instant due = dueAt("fi.example", DAY, BANK);
    assertThat(dueAt("FI.example", DAY, BANK)).isEqualTo(due);
    assertThat(dueAt("other.example", DAY, BANK)).isNotEqualTo(due);
    assertThat(dueAt("fi.example", DAY.minusDays(1), BANK).plus(Duration.ofDays(1)))
        .isNotEqualTo(due);
    assertThat(dueAt("fi.example", DAY, Domain.of("two.example"))).isNotEqualTo(due);
  }
}
