package org.enforcedtls.reporting.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.enforcedtls.address.Domain;
import org.enforcedtls.reporting.count.CountedSession;
import org.enforcedtls.reporting.report.PolicyResults;
import org.enforcedtls.reporting.report.ReportedPolicy;
import org.enforcedtls.reporting.report.ReportedPolicy.PolicyType;

/** Counts sessions, and says after each how many there are, until it is killed. */
final class CountingProgram {
  static final String DAY = "2026-11-27";

  /** More than anybody waits for. */
  private static final long ENOUGH = 100_000;

  private CountingProgram() {}

  public static void main(String[] args) throws IOException {
    ReportedPolicy none =
        new ReportedPolicy(PolicyType.NO_POLICY_FOUND, "fi.example", List.of(), List.of());
    CountedSession session =
        new CountedSession(
            Domain.of("fi.example"),
            LocalDate.parse(DAY),
            new PolicyResults(none, 1, 0, List.of()));
    try (ReportStore store = ReportStore.inDirectory(Path.of(args[0]))) {
      for (long added = 1; added <= ENOUGH; added++) {
        store.add(Map.of(session, 1L));
        System.out.println(added);
      }
    }
  }
}
