package org.enforcedtls.reporting.sending;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.enforcedtls.address.Domain;
import org.enforcedtls.reporting.store.ReportDay;

/** When what is done about reports. */
final class ReportTimes {
  /** Counts of the last minutes of a day have to be written, on nodes whose clocks differ. */
  static final Duration SETTLING = Duration.ofMinutes(10);

  /** RFC 8460 §4.1: a random delay of up to four hours. */
  static final Duration SPREAD = Duration.ofHours(4).minus(SETTLING);

  /** More than ten destinations take; another node takes over after that. */
  static final Duration LEASE = Duration.ofHours(6);

  static final Duration RETRY = Duration.ofHours(1);

  /** RFC 8460 §5.5: redelivery for up to 24 hours after the first try. */
  static final Duration PATIENCE = Duration.ofHours(24);

  /** Days that nobody reported meanwhile are of no use to anybody. */
  static final int MAX_AGE_DAYS = 7;

  private ReportTimes() {}

  static Instant beginOf(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  /** As reports give it: the last second. */
  static Instant endOf(LocalDate day) {
    return beginOf(day.plusDays(1)).minusSeconds(1);
  }

  /**
   * When a report may be sent. The delay is random in that nobody can foresee it for all submitters
   * and domains, and the same wherever it is asked for.
   */
  static Instant dueAt(ReportDay about, Domain submitter) {
    String name = submitter + " " + about;
    long drawn =
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
    Duration delay = Duration.ofSeconds(Math.floorMod(drawn, SPREAD.toSeconds()));
    return beginOf(about.day().plusDays(1)).plus(SETTLING).plus(delay);
  }
}
