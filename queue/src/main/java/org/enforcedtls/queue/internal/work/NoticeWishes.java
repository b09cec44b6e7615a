package org.enforcedtls.queue.internal.work;

import java.util.Set;
import org.enforcedtls.message.DsnNotify;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.queue.entry.NoticeKind;
import org.jspecify.annotations.Nullable;

/** What a sender wants to hear about a recipient (RFC 3461 §4.1). */
final class NoticeWishes {
  private NoticeWishes() {}

  /** What is told; null if nothing. Nobody can be told about a message without sender. */
  static @Nullable NoticeKind told(NoticeKind kind, Recipient recipient, boolean hasSender) {
    return hasSender && wants(kind, recipient.notifyWishes()) ? kind : null;
  }

  private static boolean wants(NoticeKind kind, Set<DsnNotify> wishes) {
    return switch (kind) {
      case FAILED -> wishes.isEmpty() || wishes.contains(DsnNotify.FAILURE);
      case DELAYED -> wishes.isEmpty() || wishes.contains(DsnNotify.DELAY);
      case DELIVERED -> wishes.contains(DsnNotify.SUCCESS);
    };
  }
}
