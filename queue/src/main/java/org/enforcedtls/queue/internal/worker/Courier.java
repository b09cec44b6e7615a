package org.enforcedtls.queue.internal.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.queue.internal.store.Claim;

/** Delivers a claim, and has each outcome written. Safe for use by several threads at once. */
final class Courier {
  private final EnforcedTlsClient client;
  private final Judgement judgement;
  private final ResultWriter writer;
  private final BooleanSupplier isStopping;

  Courier(
      EnforcedTlsClient client,
      Judgement judgement,
      ResultWriter writer,
      BooleanSupplier isStopping) {
    this.client = client;
    this.judgement = judgement;
    this.writer = writer;
    this.isStopping = isStopping;
  }

  /** Delivers. Blocking; all is written when it returns. */
  void deliver(Claim claim) {
    DestinationFinding finding = new DestinationFinding();
    try {
      IdentityHashMap<OutgoingMail, Claim.Message> messages = new IdentityHashMap<>();
      List<OutgoingMail> mails = new ArrayList<>();
      for (Claim.Message message : claim.messages()) {
        OutgoingMail mail = new OutgoingMail(message.envelope(), message.content());
        messages.put(mail, message);
        mails.add(mail);
      }
      // Counted from the claim, so that a clock of this node that jumps or is wrong plays no part.
      long begin = System.nanoTime();
      client.deliverAll(
          mails,
          (mail, outcome) -> {
            Claim.Message message = messages.get(mail);
            if (message != null && !isHandedBack(outcome)) {
              Instant now = claim.takenAt().plus(Duration.ofNanos(System.nanoTime() - begin));
              finding.add(outcome);
              writer.add(judgement.of(claim, message, outcome, now));
            }
          });
    } finally {
      writer.end(finding.endOf(claim));
    }
  }

  /** What is cancelled since this node stops has not been tried: another may do so at once. */
  private boolean isHandedBack(RecipientOutcome outcome) {
    Optional<CauseCode> code = outcome.failure().map(Cause::code);
    return isStopping.getAsBoolean() && code.filter(CauseCode.CANCELLED::equals).isPresent();
  }
}
