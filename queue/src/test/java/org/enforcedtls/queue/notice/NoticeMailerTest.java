package org.enforcedtls.queue.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.enforcedtls.queue.notice.NoticeScene.ARRIVAL;
import static org.enforcedtls.queue.notice.NoticeScene.LAST;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.enforcedtls.message.DsnNotify;
import org.enforcedtls.message.DsnReturn;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.message.TlsWish;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.queue.entry.NoticeKind;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueNotice;
import org.enforcedtls.queue.entry.QueueSubmission;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeMailerTest {
  private final List<QueueSubmission> taken = new ArrayList<>();

  @Test
  void noticeIsEnqueuedUnderItsKey() throws IOException {
    mailer().accept(notice(NoticeKind.FAILED, "a@bank.example", "5.1.1", "550 5.1.1 no such user"));
    assertThat(taken).hasSize(1);
    assertThat(taken.get(0).idempotencyKey()).contains("key 1");
    assertThat(taken.get(0).envelope().reversePath().isNull()).isTrue();
    assertThat(text())
        .contains(
            "Original-Envelope-Id: QQ 17\r\n",
            "Arrival-Date: Thu, 19 Nov 2026 07:55:10 +0000\r\n",
            "Action: failed\r\n",
            "Status: 5.1.1\r\n",
            "Remote-MTA: dns; mx1.fi.example\r\n",
            "Diagnostic-Code: smtp; 550 5.1.1 no such user\r\n",
            "  Their registered contact is postmaster@fi.example.")
        .doesNotContain("Will-Retry-Until");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # kind,    status, reply,        Action,  Status
          FAILED,    5.4.7,  -,            failed,  5.4.7
          FAILED,    4.7.5,  -,            failed,  5.7.5
          FAILED,    '',     -,            failed,  5.0.0
          DELAYED,   4.7.5,  -,            delayed, 4.7.5
          DELAYED,   4.3.2,  451 busy,     delayed, 4.3.2
          RELAYED,   2.0.0,  250,          relayed, 2.0.0
          RELAYED,   2.6.0,  250 2.6.0 ok, relayed, 2.6.0
          """)
  void kindGivesTheActionAndTheClassOfTheStatus(
      NoticeKind kind, String status, @Nullable String reply, String action, String code)
      throws IOException {
    mailer().accept(notice(kind, "a@bank.example", status, reply));
    assertThat(text()).contains("Action: " + action + "\r\nStatus: " + code + "\r\n");
    assertThat(text().contains("Remote-MTA:")).isEqualTo(reply != null);
    assertThat(text().contains("Will-Retry-Until:")).isEqualTo(kind == NoticeKind.DELAYED);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # wish,          body comes back, wish of the notice
          -,               true,            -
          TLS_REQUIRED_NO, true,            -
          REQUIRETLS,      false,           REQUIRETLS
          """)
  void noticeIsProtectedAsItsOriginal(
      @Nullable TlsWish wish, boolean hasBody, @Nullable TlsWish ofNotice) throws IOException {
    QueueNotice plain = notice(NoticeKind.FAILED, "a@bank.example", "5.7.30", "550 no");
    Envelope.Builder envelope =
        Envelope.from("a@bank.example").to("inbox@fi.example").dsnReturn(DsnReturn.FULL);
    if (wish != null) {
      envelope.tlsWish(wish);
    }
    QueueNotice.Original original = plain.message();
    mailer()
        .accept(
            new QueueNotice(
                "key 1",
                NoticeKind.FAILED,
                new QueueNotice.Original(
                    original.id(),
                    envelope.build(),
                    MailContent.ofOctets("Subject: x\r\n\r\nfor your eyes\r\n".getBytes(UTF_8)),
                    ARRIVAL,
                    Map.of()),
                plain.recipients()));
    assertThat(text().contains("for your eyes")).isEqualTo(hasBody);
    assertThat(taken.get(0).envelope().tlsWish()).isEqualTo(Optional.ofNullable(ofNotice));
  }

  @Test
  void nobodyIsToldOfMessageWithNullReversePath() throws IOException {
    mailer().accept(notice(NoticeKind.FAILED, "", "5.1.1", "550 no"));
    assertThat(taken).isEmpty();
  }

  @Test
  void noticeThatCannotBeEnqueuedIsNotTaken() {
    NoticeMailer mailer =
        NoticeMailer.of(
            NoticeScene.writer().build(),
            submission -> {
              throw new IOException("disk full");
            });
    assertThatIOException()
        .isThrownBy(
            () -> mailer.accept(notice(NoticeKind.FAILED, "a@bank.example", "5.1.1", "550 no")))
        .withMessage("disk full");
  }

  private NoticeMailer mailer() {
    return NoticeMailer.of(
            NoticeScene.writer().build(),
            submission -> {
              taken.add(submission);
              return QueueId.next(ARRIVAL);
            })
        .withContacts(domain -> Optional.of("postmaster@" + domain));
  }

  private String text() {
    QueueSubmission only = taken.get(0);
    return NoticeScene.textOf(new OutgoingMail(only.envelope(), only.content()));
  }

  private static QueueNotice notice(
      NoticeKind kind, String sender, String status, @Nullable String reply) {
    Recipient recipient =
        kind == NoticeKind.RELAYED
            ? Recipient.of("inbox@fi.example").withNotify(Set.of(DsnNotify.SUCCESS))
            : Recipient.of("inbox@fi.example");
    Optional<Cause> cause =
        kind == NoticeKind.RELAYED
            ? Optional.empty()
            : Optional.of(
                Cause.of(CauseCode.REPLY_PERMANENT, "what was found").withEvidence("step", "rcpt"));
    return new QueueNotice(
        "key 1",
        kind,
        new QueueNotice.Original(
            QueueId.next(ARRIVAL),
            Envelope.from(sender).to(recipient).envelopeId("QQ 17").build(),
            MailContent.ofOctets(NoticeScene.ORIGINAL.getBytes(UTF_8)),
            ARRIVAL,
            Map.of()),
        List.of(
            new QueueNotice.Told(
                recipient,
                status,
                cause,
                Optional.ofNullable(reply)
                    .map(words -> new QueueNotice.HostReply("mx1.fi.example", words)),
                Optional.empty(),
                Optional.of(LAST),
                LAST)));
  }
}
