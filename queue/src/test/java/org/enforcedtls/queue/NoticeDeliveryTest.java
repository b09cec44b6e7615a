package org.enforcedtls.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.message.DsnReturn;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.TlsWish;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueSubmission;
import org.enforcedtls.queue.entry.RecipientState;
import org.enforcedtls.queue.notice.NoticeMailer;
import org.enforcedtls.queue.notice.NoticeWriter;
import org.enforcedtls.testkit.mx.Cue;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.ReceivedMessage;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the queue to the mailbox of the sender. */
class NoticeDeliveryTest {
  private static final String SENDER = "reports@bank.example";
  private static final Duration STEP = Duration.ofMinutes(30);
  private static final int MESSAGES = 3;

  @TempDir private Path directory;
  private QueueScene scene;
  private ScriptedMx senders;

  @BeforeEach
  void open() throws IOException {
    scene = new QueueScene(directory);
    senders = scene.mx("bank.example");
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void sixBrokenDaysBringOneDelayNoticeAndOneFailureForEachMessageToItsSender() throws IOException {
    scene.mx("fi.example", ScriptedMx.builder().fault(MxFault.NO_STARTTLS));
    for (int i = 0; i < MESSAGES; i++) {
      scene.enqueue(SENDER, "a" + i + "@fi.example");
    }
    scene.enqueue("", "nobody-is-told@fi.example");
    try (QueueWorker worker = worker()) {
      scene.pass(worker, Duration.ofHours(5), STEP);
      assertThat(notices("delayed", "4.7.4")).hasSize(MESSAGES);
      scene.pass(worker, Duration.ofDays(6), STEP);
    }
    assertThat(senders.messages()).hasSize(2 * MESSAGES);
    assertThat(notices("failed", "5.4.7"))
        .hasSize(MESSAGES)
        .allMatch(text -> text.contains("\n  cause: starttls-not-offered\r\n"))
        .allMatch(text -> text.contains("\n  finding: expected STARTTLS in the reply to EHLO"))
        .allMatch(text -> text.contains("\n  mail host: mx.fi.example\r\n"))
        .allMatch(text -> text.contains("Their registered contact is +46 8 1."))
        .noneMatch(text -> text.contains("Remote-MTA:"));
    assertThat(scene.queue().stats().openMessages()).isZero();
  }

  @Test
  void senderWhoNeedsRequireTlsHearsAtOnceAndGetsNoBodyBack() throws IOException {
    ScriptedMx unproved = scene.mx("fi.example");
    Envelope envelope =
        Envelope.from(SENDER)
            .to("a@fi.example")
            .dsnReturn(DsnReturn.FULL)
            .tlsWish(TlsWish.REQUIRETLS)
            .build();
    MailContent content = MailContent.ofOctets("Subject: x\r\n\r\nbody\r\n".getBytes(UTF_8));
    QueueId id = scene.queue().enqueue(QueueSubmission.of(envelope, content));
    scene.enqueue(SENDER, "b@fi.example");
    try (QueueWorker worker = worker()) {
      worker.doAllThatIsDue();
    }
    assertThat(scene.only(id).state()).isEqualTo(RecipientState.FAILED);
    assertThat(unproved.messages()).hasSize(1);
    assertThat(notices("failed", "5.7.10"))
        .singleElement()
        .asString()
        .contains("\n  cause: mx-not-authenticated\r\n", "text/rfc822-headers")
        .doesNotContain("\r\n\r\nbody\r\n");
  }

  @Test
  void noticeSaysWhatWasExpectedAndFoundAndWhomToCallAlsoOfWhatWasNeverTried() throws IOException {
    scene.partners(QueueScene.row("fi.example"));
    scene.mx("fi.example", "elsewhere.example", ScriptedMx.builder());
    scene.enqueue(SENDER, "a@fi.example");
    try (QueueWorker worker = worker()) {
      worker.doAllThatIsDue();
      scene.enqueue(SENDER, "never-tried@fi.example");
      scene.pass(worker, Duration.ofHours(6), STEP);
    }
    List<String> delayed = notices("delayed", "4.7.5");
    assertThat(delayed).hasSize(2);
    assertThat(delayed)
        .allMatch(text -> text.contains("\n  cause: certificate-name-mismatch\r\n"))
        .allMatch(text -> text.contains("\n  expected: the name mx.fi.example\r\n"))
        .allMatch(text -> text.contains("\n  found: elsewhere.example, CN=elsewhere.example\r\n"))
        .allMatch(text -> text.contains("\n  mail host: mx.fi.example\r\n"))
        .allMatch(text -> text.contains("Their registered contact is postmaster@fi.example."));
  }

  @Test
  void refusedNoticeIsGivenUpAndNobodyIsToldOfIt() throws IOException {
    scene.mx("fi.example").on(Cue.RCPT, "550 5.1.1 no such user\r\n");
    senders.on(Cue.RCPT, "550 5.1.1 no such sender\r\n");
    scene.enqueue(SENDER, "nobody@fi.example");
    try (QueueWorker worker = worker()) {
      scene.pass(worker, Duration.ofDays(1), STEP);
    }
    assertThat(senders.messages()).isEmpty();
    assertThat(scene.queue().stats().recipients())
        .containsEntry(RecipientState.FAILED, 2L)
        .containsEntry(RecipientState.WAITING, 0L);
  }

  private QueueWorker worker() throws IOException {
    NoticeWriter writer =
        NoticeWriter.builder(Domain.of("mail.bank.example")).clock(scene.clock()).build();
    return scene
        .worker()
        .notices(
            NoticeMailer.of(writer, scene.queue()::enqueue)
                .withContacts(domain -> Optional.of("+46 8 1")))
        .build();
  }

  private List<String> notices(String action, String status) {
    return senders.messages().stream()
        .map(ReceivedMessage::contentText)
        .filter(text -> text.contains("\nAction: " + action + "\r\nStatus: " + status + "\r\n"))
        .toList();
  }
}
