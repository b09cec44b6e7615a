package org.enforcedtls.queue.entry;

import java.util.Arrays;
import java.util.Locale;

/** What the sender of a message is told about some of its recipients. */
public enum NoticeKind {
  /** They will not get it. */
  FAILED,
  /** They have not got it yet; it is tried further. */
  DELAYED,
  /**
   * An MX host took responsibility that does not tell of its success itself, and the sender had
   * asked to be told.
   */
  RELAYED;

  /**
   * The word for it in the store; it never changes.
   *
   * @return such as {@code failed}
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds a kind by its word.
   *
   * @param code such as {@code failed}
   * @return the kind
   * @throws IllegalArgumentException if there is no such kind
   */
  public static NoticeKind of(String code) {
    return Arrays.stream(values())
        .filter(kind -> kind.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind of notice \"" + code + "\""));
  }
}
