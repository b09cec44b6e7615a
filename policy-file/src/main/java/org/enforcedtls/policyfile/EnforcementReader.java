package org.enforcedtls.policyfile;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.policy.Enforcement;
import org.enforcedtls.policy.OnFailure;
import org.enforcedtls.policy.Stage;

/** Reads when a row decides, and what becomes of mail that it stops. */
final class EnforcementReader {
  private static final String DATE_TIME =
      "a date and time with offset, such as 2026-12-01T06:00:00+01:00";

  /** An until of 0226, a slip of the pen for 2026, would leave the row observed for good. */
  private static final int FIRST_YEAR = 2000;

  private static final int LAST_YEAR = 9999;

  private EnforcementReader() {}

  static Enforcement read(YamlBlock row) {
    Enforcement enforcement =
        Enforcement.always()
            .withStage(
                row.word("stage", List.of(Stage.values()), Stage::configName).orElse(Stage.ENFORCE))
            .withOnFailure(
                row.word("on-failure", List.of(OnFailure.values()), OnFailure::configName)
                    .orElse(OnFailure.HOLD));
    Optional<OffsetDateTime> from = row.value("from", DATE_TIME, EnforcementReader::dateTime);
    Optional<OffsetDateTime> until = row.value("until", DATE_TIME, EnforcementReader::dateTime);
    if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
      row.problems()
          .add(
              row.placeOf("until"),
              "until: expected a time after from, " + from.get() + ", found " + until.get());
      return enforcement;
    }
    Enforcement started = from.map(f -> enforcement.startingAt(f.toInstant())).orElse(enforcement);
    return until.map(u -> started.endingAt(u.toInstant())).orElse(started);
  }

  private static OffsetDateTime dateTime(String text) {
    OffsetDateTime read;
    try {
      read = OffsetDateTime.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "expected " + DATE_TIME + ", found " + FoundText.quoted(text), e);
    }
    if (read.getYear() < FIRST_YEAR || read.getYear() > LAST_YEAR) {
      throw new IllegalArgumentException(
          "expected a year from " + FIRST_YEAR + " to " + LAST_YEAR + ", found " + text);
    }
    return read;
  }
}
