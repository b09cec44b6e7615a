package org.enforcedtls.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.queue.entry.NoticeKind;
import org.enforcedtls.queue.entry.QueueNotice;
import org.enforcedtls.queue.entry.QueueSubmission;
import org.enforcedtls.queue.entry.RecipientState;
import org.enforcedtls.testkit.mx.Cue;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens over days, in seconds. */
class SimulatedDaysTest {
  private static final String SENDER = "reports@bank.example";
  private static final Duration STEP = Duration.ofMinutes(30);
  private static final int MESSAGES = 30;

  /** After 1, 2, 4, 8, 16 and 32 min, and then once an hour, whatever is queued. */
  private static final int MOST_DIALS_A_DAY = 30;

  @TempDir private Path directory;
  private QueueScene scene;

  @BeforeEach
  void open() throws IOException {
    scene = new QueueScene(directory);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private void enqueueSome() throws IOException {
    List<QueueSubmission> mails = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      mails.add(QueueScene.mail(SENDER, "a" + i + "@fi.example"));
    }
    mails.add(QueueScene.mail("", "nobody-is-told@fi.example"));
    scene.queue().enqueue(mails);
  }

  @Test
  void partnerThatIsBrokenForFourDaysGetsEverything() throws IOException {
    ScriptedMx mx = scene.mx("fi.example", ScriptedMx.builder().fault(MxFault.NO_STARTTLS));
    enqueueSome();
    try (QueueWorker worker = scene.worker().build()) {
      scene.pass(worker, Duration.ofDays(4), STEP);
      assertThat(mx.messages()).isEmpty();
      mx.onDefault(Cue.EHLO);
      scene.pass(worker, Duration.ofHours(5), STEP);
    }
    assertThat(mx.messages()).hasSize(MESSAGES + 1);
    assertThat(scene.notices(NoticeKind.FAILED)).isEmpty();
  }

  @Test
  void partnerThatIsBrokenForSixDaysYieldsOneDelayAndOneFailureForEachMessage() throws IOException {
    scene.mx("fi.example", ScriptedMx.builder().fault(MxFault.NO_STARTTLS));
    enqueueSome();
    try (QueueWorker worker = scene.worker().build()) {
      scene.pass(worker, Duration.ofHours(3), STEP);
      assertThat(scene.notices(NoticeKind.DELAYED)).isEmpty();
      scene.pass(worker, Duration.ofHours(2), STEP);
      assertThat(scene.notices(NoticeKind.DELAYED)).hasSize(MESSAGES);
      scene.pass(worker, Duration.ofDays(6), STEP);
    }
    assertThat(List.of(NoticeKind.DELAYED, NoticeKind.FAILED))
        .allSatisfy(
            kind ->
                assertThat(scene.notices(kind))
                    .extracting(notice -> notice.message().id())
                    .hasSize(MESSAGES)
                    .doesNotHaveDuplicates());
    QueueNotice failed = scene.notices(NoticeKind.FAILED).get(0);
    assertThat(failed.recipients().get(0).status()).isEqualTo("5.4.7");
    assertThat(failed.recipients().get(0).cause().orElseThrow().code())
        .isEqualTo(CauseCode.STARTTLS_NOT_OFFERED);
    assertThat(scene.queue().stats().recipients())
        .containsEntry(RecipientState.EXPIRED, MESSAGES + 1L);
    assertThat(scene.queue().stats().openMessages()).isZero();
  }

  @Test
  void deadDomainCostsABoundedNumberOfDials() throws IOException {
    scene.network().refused("192.0.2.200");
    scene.dns().mx("dead.example", 10, "mx.dead.example").address("mx.dead.example", "192.0.2.200");
    int messages = Integer.getInteger("queue.deadMessages", 2_000);
    for (int i = 0; i < messages / 1_000; i++) {
      scene.queue().enqueue(manyToDead());
    }
    try (QueueWorker worker = scene.worker().build()) {
      worker.doAllThatIsDue();
      int before = scene.network().dials().size();
      scene.pass(worker, Duration.ofDays(1), Duration.ofMinutes(5));
      int dials = scene.network().dials().size() - before;
      System.out.println("measured: " + dials + " dials a day for " + messages + " messages");
      assertThat(dials).isBetween(24, MOST_DIALS_A_DAY);
    }
  }

  private static List<QueueSubmission> manyToDead() {
    List<QueueSubmission> mails = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      mails.add(QueueScene.mail(SENDER, "a@dead.example"));
    }
    return mails;
  }

  @Test
  void whatIsDoneIsForgottenAfterItsHistory() throws IOException {
    scene.mx("fi.example");
    enqueueSome();
    try (QueueWorker worker = scene.worker().build()) {
      worker.doAllThatIsDue();
      scene.pass(worker, Duration.ofDays(6), Duration.ofDays(1));
      assertThat(scene.queue().stats().recipients())
          .containsEntry(RecipientState.ACCEPTED, MESSAGES + 1L);
      scene.pass(worker, Duration.ofDays(2), Duration.ofDays(1));
    }
    assertThat(scene.queue().stats().recipients()).containsEntry(RecipientState.ACCEPTED, 0L);
  }
}
