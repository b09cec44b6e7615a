package org.enforcedtls.queue.notice;

import java.util.Locale;
import org.enforcedtls.message.DsnNotify;
import org.enforcedtls.queue.entry.NoticeKind;

/** What was done for a recipient (RFC 3464 §2.3.3). */
public enum NoticeAction {
  /** The message was given up for this recipient. */
  FAILED(5, DsnNotify.FAILURE),
  /** The message is late and will be tried again. */
  DELAYED(4, DsnNotify.DELAY),
  /** The message is in the mailbox of the recipient. */
  DELIVERED(2, DsnNotify.SUCCESS),
  /** Another host took responsibility, and will not tell whether it delivered. */
  RELAYED(2, DsnNotify.SUCCESS);

  private final int statusClass;
  private final DsnNotify wish;

  NoticeAction(int statusClass, DsnNotify wish) {
    this.statusClass = statusClass;
    this.wish = wish;
  }

  /**
   * What a notice of the queue tells.
   *
   * @param kind of the notice
   * @return the action of the same name
   */
  public static NoticeAction of(NoticeKind kind) {
    return switch (kind) {
      case FAILED -> FAILED;
      case DELAYED -> DELAYED;
      case RELAYED -> RELAYED;
    };
  }

  /**
   * The word for it in a notice.
   *
   * @return such as {@code failed}
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The class that a status code of this action has. */
  int statusClass() {
    return statusClass;
  }

  /** The wish that asks to hear of it. */
  DsnNotify wish() {
    return wish;
  }
}
