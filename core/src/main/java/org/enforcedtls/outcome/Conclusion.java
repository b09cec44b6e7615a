package org.enforcedtls.outcome;

import java.util.Locale;

/** What to conclude about a recipient. */
public enum Conclusion {
  /** An MX host took responsibility. */
  ACCEPTED,
  /** Try again later. */
  TRANSIENT,
  /** Do not try again. */
  PERMANENT,
  /** The content was sent and no reply was read: the host may have it or not. */
  IN_DOUBT;

  /**
   * The word for it in reports.
   *
   * @return such as {@code in-doubt}
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
