package org.enforcedtls.reporting.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What happened under one policy. Immutable.
 *
 * @param policy as it was found
 * @param successfulSessions that were secured as it demands
 * @param failedSessions that were not
 * @param failures how they failed; a writer may leave some or all out
 */
public record PolicyResults(
    ReportedPolicy policy,
    long successfulSessions,
    long failedSessions,
    List<FailureDetails> failures) {

  /**
   * Copies the list.
   *
   * @param policy as it was found
   * @param successfulSessions 0 or more
   * @param failedSessions 0 or more
   * @param failures how they failed
   * @throws IllegalArgumentException if a number is negative
   */
  public PolicyResults {
    requireNonNull(policy, "policy");
    if (successfulSessions < 0 || failedSessions < 0) {
      throw new IllegalArgumentException(
          "sessions must be 0 or more, not " + successfulSessions + " and " + failedSessions);
    }
    failures = List.copyOf(failures);
  }
}
