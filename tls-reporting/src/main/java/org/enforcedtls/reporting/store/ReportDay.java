package org.enforcedtls.reporting.store;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import org.enforcedtls.address.Domain;

/**
 * What one report is about. Immutable.
 *
 * @param domain whose owner it is for
 * @param day of UTC
 */
public record ReportDay(Domain domain, LocalDate day) {
  /**
   * Checks for null.
   *
   * @param domain whose owner it is for
   * @param day of UTC
   */
  public ReportDay {
    requireNonNull(domain, "domain");
    requireNonNull(day, "day");
  }

  /** The domain and the day. */
  @Override
  public String toString() {
    return domain + " " + day;
  }
}
