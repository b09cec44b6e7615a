package org.enforcedtls.queue.internal.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.queue.entry.InDoubtAnswer;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueTimes;
import org.enforcedtls.queue.internal.store.Claim;
import org.enforcedtls.queue.internal.store.Results;
import org.enforcedtls.reply.EnhancedStatusCode;
import org.enforcedtls.reply.Reply;
import org.junit.jupiter.api.Test;

class JudgementTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final Mailbox RECIPIENT = Mailbox.of("inbox@fi.example");
  private static final Cause EXPIRED = Cause.of(CauseCode.CERTIFICATE_EXPIRED, "old");

  private static Attempt.Builder attempt(String mxHost) {
    return Attempt.builder(Domain.of(mxHost), 10, NOW);
  }

  private static Results.Finding finding(RecipientOutcome outcome) {
    Claim.Message message =
        new Claim.Message(
            QueueId.next(NOW),
            Envelope.from("reports@bank.example").to(RECIPIENT.toString()).build(),
            MailContent.ofOctets("Subject: x\r\n\r\n".getBytes(UTF_8)),
            new Claim.Lifetime(NOW, NOW.plus(Duration.ofDays(5)), Optional.of(NOW)),
            Map.of(RECIPIENT, new Claim.Place(0, 1)));
    Claim claim = new Claim("claim", RECIPIENT.domain(), NOW, List.of(message));
    Judgement judgement =
        new Judgement(
            (attempts, end, now) -> Optional.of(now.plusSeconds(60)),
            InDoubtAnswer.RETRY,
            QueueTimes.defaults());
    return judgement.of(claim, message, outcome, NOW).finding();
  }

  @Test
  void hostThatDecidedIsNamedAndNotTheLastOne() {
    Results.Finding found =
        finding(
            new RecipientOutcome.TransientFailure(
                RECIPIENT,
                EnhancedStatusCode.of("4.7.5"),
                EXPIRED,
                new RecipientOutcome.Trace(
                    Optional.empty(),
                    List.of(
                        attempt("mx1.fi.example").causes(List.of(EXPIRED)).build(),
                        attempt("mx2.fi.example")
                            .reply(new Reply(450, List.of("4.2.0 later")))
                            .causes(List.of(Cause.of(CauseCode.REPLY_TRANSIENT, "later")))
                            .build()))));
    assertThat(found.mxHost()).isEqualTo("mx1.fi.example");
    assertThat(found.reply()).isNull();
  }

  @Test
  void hostThatAcceptedIsTheLastOne() {
    Reply accepted = new Reply(250, List.of("2.0.0 queued"));
    Results.Finding found =
        finding(
            new RecipientOutcome.Accepted(
                RECIPIENT,
                EnhancedStatusCode.of("2.0.0"),
                accepted,
                new RecipientOutcome.Trace(
                    Optional.empty(),
                    List.of(
                        attempt("mx1.fi.example").causes(List.of(EXPIRED)).build(),
                        attempt("mx2.fi.example").reply(accepted).build()))));
    assertThat(found.mxHost()).isEqualTo("mx2.fi.example");
    assertThat(found.reply()).isEqualTo("250 2.0.0 queued");
  }
}
