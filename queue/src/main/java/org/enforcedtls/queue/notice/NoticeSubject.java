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

  /**
   * Whether it goes to somebody outside ASCII, whose host therefore takes the forms of RFC 6533 in
   * UTF-8. Of another host that cannot be known, so that a recipient outside ASCII gets the form in
   * ASCII.
   */
  boolean isInternationalized() {
    return original.reversePath().mailbox().filter(it -> it.isInternationalized()).isPresent();
  }
}
