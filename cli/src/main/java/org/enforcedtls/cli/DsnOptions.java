package org.enforcedtls.cli;

import java.util.Collection;
import java.util.Set;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.address.ReversePath;
import org.enforcedtls.message.DsnNotify;
import org.enforcedtls.message.DsnReturn;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.Recipient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of an envelope that say what notifications shall be (RFC 3461). */
final class DsnOptions {
  @Option(
      names = {"-V", "--envid"},
      paramLabel = "ID",
      description = "Identifier that notifications will carry (DSN).")
  private @Nullable String envelopeId;

  @Option(
      names = {"-R", "--ret"},
      paramLabel = "FULL|HDRS",
      description = "How much of the message a notification shall carry (DSN).")
  private @Nullable DsnReturn dsnReturn;

  @Option(
      names = {"-N", "--notify"},
      split = ",",
      paramLabel = "WISH",
      description = "When to be notified (DSN): NEVER, or any of SUCCESS,FAILURE,DELAY.")
  private Set<DsnNotify> notifyWishes = Set.of();

  @Option(
      names = "--orcpt",
      paramLabel = "MAILBOX",
      description =
          "The address to which the message was first sent (DSN); for one recipient only.")
  private @Nullable String originalRecipient;

  DsnOptions() {}

  /** An envelope with these wishes; IllegalArgumentException if there cannot be one. */
  Envelope.Builder envelope(ReversePath from, Collection<Mailbox> to) {
    if (originalRecipient != null && to.size() > 1) {
      throw new IllegalArgumentException("--orcpt: expected one recipient, found " + to.size());
    }
    Envelope.Builder envelope = Envelope.from(from);
    to.forEach(mailbox -> envelope.to(recipient(mailbox)));
    if (envelopeId != null) {
      envelope.envelopeId(envelopeId);
    }
    if (dsnReturn != null) {
      envelope.dsnReturn(dsnReturn);
    }
    return envelope;
  }

  private Recipient recipient(Mailbox mailbox) {
    Recipient recipient = Recipient.of(mailbox);
    if (!notifyWishes.isEmpty()) {
      recipient = recipient.withNotify(notifyWishes);
    }
    return originalRecipient == null
        ? recipient
        : recipient.withOriginalRecipient(originalRecipient);
  }
}
