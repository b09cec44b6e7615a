package org.enforcedtls.reporting.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Set;

/**
 * A report that this node is to send. Immutable.
 *
 * @param about domain and day
 * @param reportId the same at each try
 * @param tries this one included
 * @param firstTriedAt when it was claimed for the first time
 * @param taken who has the report already, as their URIs
 */
public record ReportClaim(
    ReportDay about, String reportId, int tries, Instant firstTriedAt, Set<String> taken) {
  /**
   * Checks and copies.
   *
   * @param about domain and day
   * @param reportId the same at each try
   * @param tries this one included
   * @param firstTriedAt when it was claimed for the first time
   * @param taken who has the report already
   */
  public ReportClaim {
    requireNonNull(about, "about");
    requireNonNull(reportId, "reportId");
    requireNonNull(firstTriedAt, "firstTriedAt");
    taken = Set.copyOf(taken);
  }
}
