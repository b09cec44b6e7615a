package org.enforcedtls.reporting.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.enforcedtls.reporting.report.FailureDetails;
import org.enforcedtls.reporting.report.FailureDetails.Ends;
import org.enforcedtls.reporting.report.PolicyResults;
import org.enforcedtls.reporting.report.ReportedPolicy;
import org.enforcedtls.reporting.report.ReportedPolicy.PolicyType;
import org.enforcedtls.reporting.report.ResultType;
import org.junit.jupiter.api.Test;

class TotalsTest {
  private static final ReportedPolicy STS =
      new ReportedPolicy(PolicyType.STS, "fi.example", List.of(), List.of());
  private static final ReportedPolicy NONE =
      new ReportedPolicy(PolicyType.NO_POLICY_FOUND, "fi.example", List.of(), List.of());

  private static FailureDetails failure(String mxHost, long sessions) {
    return new FailureDetails(
        ResultType.CERTIFICATE_EXPIRED, new Ends(null, mxHost, null, null), sessions, null, null);
  }

  @Test
  void sessionsAddUpUnderEachPolicy() {
    Totals totals = new Totals();
    totals.add(new PolicyResults(STS, 1, 0, List.of()), 3);
    totals.add(new PolicyResults(NONE, 1, 0, List.of()), 7);
    totals.add(new PolicyResults(STS, 0, 1, List.of(failure("a", 1))), 2);
    totals.add(new PolicyResults(STS, 0, 1, List.of(failure("a", 1), failure("b", 1))), 5);
    assertThat(totals.results())
        .containsExactly(
            new PolicyResults(STS, 3, 7, List.of(failure("a", 7), failure("b", 5))),
            new PolicyResults(NONE, 7, 0, List.of()));
  }

  @Test
  void mostFrequentFailuresAreKept() {
    Totals totals = new Totals();
    for (int i = 1; i <= 101; i++) {
      totals.add(new PolicyResults(STS, 0, 1, List.of(failure("mx" + i, 1))), i);
    }
    PolicyResults results = totals.results().get(0);
    assertThat(results.failedSessions()).isEqualTo(101 * 102 / 2);
    assertThat(results.failures()).hasSize(100).startsWith(failure("mx101", 101));
    assertThat(results.failures()).doesNotContain(failure("mx1", 1));
  }
}
