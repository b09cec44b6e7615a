package org.enforcedtls.policyfile;

import java.time.Duration;
import java.time.Instant;
import org.enforcedtls.policy.Enforcement;
import org.enforcedtls.policy.Stage;

/** Whether a row decides when its author thinks that it does. */
final class TimeChecks {
  private static final Duration END_NOTICE = Duration.ofDays(30);
  private static final Duration LONGEST_OBSERVATION = Duration.ofDays(90);

  /** So far ahead the year may be wrong. */
  private static final Duration FAR = Duration.ofDays(180);

  private TimeChecks() {}

  static void check(ReadRow row, Instant at, LintFindings findings) {
    Enforcement enforcement = row.row().policy().enforcement();
    boolean isEnforced = enforcement.stage() == Stage.ENFORCE;
    if (isEnforced) {
      enforcement.until().ifPresent(until -> until(row, until, at, findings));
    }
    enforcement
        .from()
        .ifPresent(
            from -> {
              if (isEnforced && from.isAfter(at)) {
                from(row, from, at, findings);
              } else if (!isEnforced && from.plus(LONGEST_OBSERVATION).isBefore(at)) {
                findings.hint(
                    row.place("stage"),
                    LintRule.OBSERVED_FOR_LONG,
                    "only observed, and that since " + from);
              }
            });
  }

  private static void until(ReadRow row, Instant until, Instant at, LintFindings findings) {
    if (!at.isBefore(until)) {
      findings.error(row.place("until"), LintRule.UNTIL_PASSED, "only observed since " + until);
    } else if (!at.plus(END_NOTICE).isBefore(until)) {
      findings.warning(
          row.place("until"),
          LintRule.UNTIL_SOON,
          "only observed from " + until + " on, in " + days(at, until));
    }
  }

  private static void from(ReadRow row, Instant from, Instant at, LintFindings findings) {
    String text = "only observed until " + from + ", in " + days(at, from);
    if (from.isAfter(at.plus(FAR))) {
      findings.warning(row.place("from"), LintRule.FROM_AHEAD, text + "; is the year right?");
    } else {
      findings.hint(row.place("from"), LintRule.FROM_AHEAD, text);
    }
  }

  private static String days(Instant from, Instant to) {
    return Duration.between(from, to).toDays() + " days";
  }
}
