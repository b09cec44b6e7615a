package org.enforcedtls.cli;

import java.util.List;
import java.util.Set;
import org.enforcedtls.message.DsnNotify;
import org.enforcedtls.message.DsnReturn;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.Recipient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options by which an envelope is made. */
final class EnvelopeOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "MAILBOX",
      description = "Where reports go; '' is the null reverse path.")
  private String from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "MAILBOX",
      description = "A recipient; repeatable. Header fields play no part.")
  private List<String> to = List.of();

  @Option(
      names = "--envid",
      paramLabel = "ID",
      description = "Identifier that notifications will carry (DSN).")
  private @Nullable String envelopeId;

  @Option(
      names = "--ret",
      paramLabel = "FULL|HDRS",
      description = "How much of the message a notification shall carry (DSN).")
  private @Nullable DsnReturn dsnReturn;

  @Option(
      names = "--notify",
      split = ",",
      paramLabel = "WISH",
      description = "When to be notified (DSN): NEVER, or any of SUCCESS,FAILURE,DELAY.")
  private Set<DsnNotify> notifyWishes = Set.of();

  @Option(
      names = "--orcpt",
      paramLabel = "MAILBOX",
      description = "The address to which the message was first sent (DSN); with one --to only.")
  private @Nullable String originalRecipient;

  @SuppressWarnings("NullAway.Init")
  EnvelopeOptions() {}

  Envelope envelope() {
    try {
      Envelope.Builder envelope = Envelope.from(from);
      if (originalRecipient != null && to.size() > 1) {
        throw new IllegalArgumentException("--orcpt: expected one --to, found " + to.size());
      }
      to.forEach(mailbox -> envelope.to(recipient(mailbox)));
      if (envelopeId != null) {
        envelope.envelopeId(envelopeId);
      }
      if (dsnReturn != null) {
        envelope.dsnReturn(dsnReturn);
      }
      return envelope.build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Recipient recipient(String mailbox) {
    Recipient recipient = Recipient.of(mailbox);
    if (!notifyWishes.isEmpty()) {
      recipient = recipient.withNotify(notifyWishes);
    }
    return originalRecipient == null
        ? recipient
        : recipient.withOriginalRecipient(originalRecipient);
  }
}
