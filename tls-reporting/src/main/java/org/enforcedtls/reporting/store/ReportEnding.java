package org.enforcedtls.reporting.store;

import java.util.Locale;

/** How a report came to its end. */
public enum ReportEnding {
  /** All who want it have it. */
  SENT,
  /** Nobody asks for it. */
  UNWANTED,
  /** Somebody could not be given it for a day. */
  GIVEN_UP;

  /**
   * The word for it.
   *
   * @return such as {@code given-up}
   */
  public String configName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
