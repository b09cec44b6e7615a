package org.enforcedtls.queue.notice;

import java.util.List;

/**
 * What one notice is about. Immutable.
 *
 * @param original the message
 * @param statuses of one action, at least one
 */
record NoticeSubject(OriginalMessage original, List<RecipientStatus> statuses) {
  NoticeSubject {
    statuses = List.copyOf(statuses);
  }

  NoticeAction action() {
    return statuses.get(0).action();
  }

  /** Whether an address of it needs the forms of RFC 6533. */
  boolean isInternationalized() {
    return original.reversePath().mailbox().filter(it -> it.isInternationalized()).isPresent()
        || statuses.stream().anyMatch(it -> it.recipient().mailbox().isInternationalized());
  }
}
