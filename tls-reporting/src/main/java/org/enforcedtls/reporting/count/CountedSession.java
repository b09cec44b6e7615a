package org.enforcedtls.reporting.count;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import org.enforcedtls.address.Domain;
import org.enforcedtls.reporting.report.PolicyResults;

/**
 * A session, without what tells it from others of its kind and day. Immutable.
 *
 * @param domain whose owner the report is for
 * @param day of UTC
 * @param results of this one session under one policy
 */
public record CountedSession(Domain domain, LocalDate day, PolicyResults results) {
  /**
   * Checks.
   *
   * @param domain whose owner the report is for
   * @param day of UTC
   * @param results of one session
   * @throws IllegalArgumentException if the results are of another number of sessions than one
   */
  public CountedSession {
    requireNonNull(domain, "domain");
    requireNonNull(day, "day");
    long sessions = results.successfulSessions() + results.failedSessions();
    if (sessions != 1) {
      throw new IllegalArgumentException("results must be of one session, not of " + sessions);
    }
  }
}
