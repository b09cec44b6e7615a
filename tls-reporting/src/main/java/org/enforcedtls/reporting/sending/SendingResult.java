package org.enforcedtls.reporting.sending;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.enforcedtls.reporting.store.ReportDay;
import org.enforcedtls.reporting.store.ReportEnding;

/**
 * What came of a try to send a report. Immutable.
 *
 * @param about domain and day
 * @param ending empty if it is tried again
 * @param troubles who could not be given it, and why, a line each
 */
public record SendingResult(ReportDay about, Optional<ReportEnding> ending, List<String> troubles) {
  /**
   * Checks and copies.
   *
   * @param about domain and day
   * @param ending empty if it is tried again
   * @param troubles who could not be given it, and why
   */
  public SendingResult {
    requireNonNull(about, "about");
    requireNonNull(ending, "ending");
    troubles = List.copyOf(troubles);
  }

  /** One line. */
  @Override
  public String toString() {
    String how = ending.map(ReportEnding::configName).orElse("tried again later");
    return about + ": " + how + (troubles.isEmpty() ? "" : "; " + String.join("; ", troubles));
  }
}
