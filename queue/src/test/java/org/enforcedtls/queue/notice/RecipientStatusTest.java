package org.enforcedtls.queue.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.outcome.RecipientOutcome.Trace;
import org.enforcedtls.reply.EnhancedStatusCode;
import org.enforcedtls.reply.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipientStatusTest {
  private static final Recipient RECIPIENT = Recipient.of("inbox@fi.example");
  private static final Domain FIRST = Domain.of("mx1.fi.example");
  private static final Domain SECOND = Domain.of("mx2.fi.example");
  private static final Cause CONNECT = Cause.of(CauseCode.CONNECT_FAILED, "refused");
  private static final Cause BUSY = Cause.of(CauseCode.REPLY_TRANSIENT, "busy");
  private static final Reply REPLY = new Reply(451, List.of("4.3.2 busy"));

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          FAILED,    4.7.5
          FAILED,    2.0.0
          DELAYED,   5.7.5
          DELAYED,   2.0.0
          DELIVERED, 4.0.0
          RELAYED,   5.0.0
          """)
  void statusOfAnotherClassThanTheActionIsRefused(NoticeAction action, String status) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecipientStatus.builder(RECIPIENT, action, EnhancedStatusCode.of(status)))
        .withMessageContaining(status);
  }

  @Test
  void onlyWhatIsDelayedIsRetried() {
    assertThatIllegalStateException()
        .isThrownBy(() -> RecipientStatus.expired(RECIPIENT).willRetryUntil(Instant.EPOCH).build())
        .withMessageContaining("willRetryUntil");
  }

  @Test
  void envelopeIdThatIsNotPrintableAsciiIsRefused() {
    for (String id : List.of("", "å", "a\r\nb", "x".repeat(101))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> NoticeScene.original("").envelopeId(id));
    }
  }

  @Test
  void hostIsQuotedOnlyIfItsWordsGaveTheOutcome() {
    Attempt spoke =
        Attempt.builder(FIRST, 10, Instant.EPOCH).causes(List.of(BUSY)).reply(REPLY).build();
    Attempt silent = Attempt.builder(SECOND, 20, Instant.EPOCH).causes(List.of(CONNECT)).build();

    assertThat(delayed(BUSY, spoke, silent).remoteReply()).contains(new RemoteReply(FIRST, REPLY));
    assertThat(delayed(CONNECT, spoke, silent).remoteReply()).isEmpty();
    assertThat(delayed(CONNECT, spoke, silent).cause()).contains(CONNECT);
  }

  @Test
  void acceptedIsRelayedByTheHostThatAccepted() {
    Reply accepted = new Reply(250, List.of("2.0.0 queued"));
    RecipientOutcome outcome =
        new RecipientOutcome.Accepted(
            RECIPIENT.mailbox(),
            EnhancedStatusCode.of("2.0.0"),
            accepted,
            trace(
                Attempt.builder(FIRST, 10, Instant.EPOCH).causes(List.of(CONNECT)).build(),
                Attempt.builder(SECOND, 20, Instant.EPOCH).reply(accepted).build()));
    RecipientStatus status = RecipientStatus.ofOutcome(RECIPIENT, outcome).build();
    assertThat(status.action()).isEqualTo(NoticeAction.RELAYED);
    assertThat(status.remoteReply()).contains(new RemoteReply(SECOND, accepted));
  }

  @Test
  void expiredKeepsTheFindingsOfTheLastOutcome() {
    RecipientStatus status =
        RecipientStatus.expired(RECIPIENT)
            .findingsOf(
                new RecipientOutcome.TransientFailure(
                    RECIPIENT.mailbox(), EnhancedStatusCode.of("4.4.1"), CONNECT, trace()))
            .build();
    assertThat(status.isExpired()).isTrue();
    assertThat(status.action()).isEqualTo(NoticeAction.FAILED);
    assertThat(status.status()).hasToString("5.4.7");
    assertThat(status.cause()).contains(CONNECT);
  }

  private static RecipientStatus delayed(Cause cause, Attempt... attempts) {
    return RecipientStatus.ofOutcome(
            RECIPIENT,
            new RecipientOutcome.TransientFailure(
                RECIPIENT.mailbox(), EnhancedStatusCode.of("4.4.1"), cause, trace(attempts)))
        .build();
  }

  private static Trace trace(Attempt... attempts) {
    return new Trace(Optional.empty(), List.of(attempts));
  }
}
