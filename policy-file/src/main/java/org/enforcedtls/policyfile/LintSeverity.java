package org.enforcedtls.policyfile;

import java.util.Locale;

/** How much something in a table hurts. */
public enum LintSeverity {
  /** It may be meant; somebody should have thought of it. */
  HINT,
  /** Mail goes, and will not for ever, or goes with less proof than one may think. */
  WARNING,
  /** Mail stops, or a row does not do what it says. */
  ERROR;

  /**
   * The word for it in reports.
   *
   * @return such as {@code warning}
   */
  public String configName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
