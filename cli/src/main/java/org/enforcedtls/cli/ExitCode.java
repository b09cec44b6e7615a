package org.enforcedtls.cli;

import org.enforcedtls.outcome.Conclusion;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.outcome.RecipientOutcome;

/** What the command tells the shell, by the numbers of {@code sysexits.h}. */
final class ExitCode {
  static final int ACCEPTED = 0;
  static final int FINDINGS = 1;
  static final int NOT_CHECKED = 2;
  static final int USAGE = 64;
  static final int MESSAGE = 65;
  static final int PERMANENT = 69;
  static final int TRANSIENT = 75;
  static final int CONFIGURATION = 78;

  private ExitCode() {}

  /** A recipient that a later try may reach decides over one that none can. */
  static int of(DeliveryReport report) {
    boolean anyPermanent = false;
    for (RecipientOutcome outcome : report.outcomes()) {
      Conclusion conclusion = outcome.conclusion();
      if (conclusion == Conclusion.TRANSIENT || conclusion == Conclusion.IN_DOUBT) {
        return TRANSIENT;
      }
      anyPermanent |= conclusion == Conclusion.PERMANENT;
    }
    return anyPermanent ? PERMANENT : ACCEPTED;
  }
}
