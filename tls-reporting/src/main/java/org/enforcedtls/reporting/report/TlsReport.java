package org.enforcedtls.reporting.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * A report about one policy domain and one span of time, usually a day of UTC (RFC 8460 §4.4).
 * Immutable.
 *
 * @param organization that sent mail and reports on it
 * @param begin of the time that it is about
 * @param end of that time
 * @param contact for questions, usually an address
 * @param id unique among the reports of the organization
 * @param policies what happened under each policy that was found
 */
public record TlsReport(
    String organization,
    Instant begin,
    Instant end,
    String contact,
    String id,
    List<PolicyResults> policies) {

  /**
   * Copies the list.
   *
   * @param organization that sent mail and reports on it
   * @param begin of the time that it is about
   * @param end of that time
   * @param contact for questions
   * @param id unique among the reports of the organization
   * @param policies what happened under each policy that was found
   */
  public TlsReport {
    requireNonNull(organization, "organization");
    requireNonNull(begin, "begin");
    requireNonNull(end, "end");
    requireNonNull(contact, "contact");
    requireNonNull(id, "id");
    policies = List.copyOf(policies);
  }

  /**
   * Sessions that were secured, under all policies.
   *
   * @return 0 or more
   */
  public long successfulSessions() {
    return policies.stream().mapToLong(PolicyResults::successfulSessions).sum();
  }

  /**
   * Sessions that were not, under all policies.
   *
   * @return 0 or more
   */
  public long failedSessions() {
    return policies.stream().mapToLong(PolicyResults::failedSessions).sum();
  }
}
