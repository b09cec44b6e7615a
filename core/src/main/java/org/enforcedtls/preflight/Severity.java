package org.enforcedtls.preflight;

import java.util.Locale;

/** What a finding means for mail. */
public enum Severity {
  /** Mail goes that way, and something is not as registered, or will not stay as it is. */
  WARNING,
  /** No mail goes that way. */
  FAILURE;

  /**
   * The word for it in reports.
   *
   * @return such as {@code failure}
   */
  public String configName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
