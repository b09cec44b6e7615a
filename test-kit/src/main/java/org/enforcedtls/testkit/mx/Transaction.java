package org.enforcedtls.testkit.mx;

import java.util.ArrayList;
import java.util.List;

/** The mail transaction that is open on a connection. For one thread. */
final class Transaction {
  private final EnvelopePath reversePath;
  private final ContentRecord content;
  private final List<EnvelopePath> recipients = new ArrayList<>();

  Transaction(EnvelopePath reversePath, ContentRecord content) {
    this.reversePath = reversePath;
    this.content = content;
  }

  void accept(EnvelopePath recipient) {
    recipients.add(recipient);
  }

  boolean hasRecipients() {
    return !recipients.isEmpty();
  }

  ContentRecord content() {
    return content;
  }

  ReceivedMessage message(Protection protection) {
    return new ReceivedMessage(reversePath, recipients, protection, content);
  }
}
