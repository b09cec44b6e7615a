package org.enforcedtls.reporting.count;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.enforcedtls.reporting.report.FailureDetails;
import org.enforcedtls.reporting.report.PolicyResults;
import org.enforcedtls.reporting.report.ReportedPolicy;

/**
 * Adds up the sessions of a domain and a day, policy by policy. For one thread.
 *
 * <p>A session that failed in several ways is one failed session, and one of each way (RFC 8460
 * §4.4).
 */
public final class Totals {
  private static final int MAX_FAILURES = 100;

  private final Map<ReportedPolicy, Total> totals = new LinkedHashMap<>();

  private static final class Total {
    private final Map<FailureDetails, Long> failures = new LinkedHashMap<>();
    private long successful;
    private long failed;
  }

  /** Nothing, so far. */
  public Totals() {}

  /**
   * Adds sessions.
   *
   * @param results of one of them
   * @param sessions how many there were
   */
  public void add(PolicyResults results, long sessions) {
    Total total = totals.computeIfAbsent(results.policy(), policy -> new Total());
    total.successful += results.successfulSessions() * sessions;
    total.failed += results.failedSessions() * sessions;
    results.failures().forEach(failure -> total.failures.merge(failure, sessions, Long::sum));
  }

  /**
   * What there was under each policy.
   *
   * @return in the order in which the policies came; of the ways in which sessions failed the 100
   *     most frequent, which is enough to repair something by
   */
  public List<PolicyResults> results() {
    List<PolicyResults> all = new ArrayList<>();
    totals.forEach(
        (policy, total) ->
            all.add(new PolicyResults(policy, total.successful, total.failed, failures(total))));
    return all;
  }

  private static List<FailureDetails> failures(Total total) {
    return total.failures.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(MAX_FAILURES)
        .map(entry -> counted(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static FailureDetails counted(FailureDetails one, long sessions) {
    return new FailureDetails(
        one.type(), one.between(), sessions, one.additionalInformation(), one.reason());
  }
}
