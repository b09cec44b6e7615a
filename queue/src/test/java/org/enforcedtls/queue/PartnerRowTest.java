package org.enforcedtls.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.policy.Enforcement;
import org.enforcedtls.policy.OnFailure;
import org.enforcedtls.queue.entry.NoticeKind;
import org.enforcedtls.queue.entry.QueueEntry;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueQuery;
import org.enforcedtls.queue.entry.QueueSubmission;
import org.enforcedtls.queue.entry.RecipientState;
import org.enforcedtls.testkit.mx.Cue;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the row of a partner says about mail that waits. */
class PartnerRowTest {
  private static final String SENDER = "reports@bank.example";
  private static final Duration STEP = Duration.ofHours(1);

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

  private RecipientState stateOf(QueueId id) throws IOException {
    return scene.only(id).state();
  }

  private List<RecipientState> statesOf(List<QueueId> ids) throws IOException {
    List<RecipientState> states = new ArrayList<>();
    for (QueueId id : ids) {
      states.add(stateOf(id));
    }
    return states;
  }

  private QueueId enqueueWithLifetime(Duration lifetime) throws IOException {
    return scene
        .queue()
        .enqueue(
            QueueSubmission.builder(
                    Envelope.from(SENDER).to("own@fi.example").build(),
                    MailContent.ofOctets(new byte[] {'x'}))
                .lifetime(lifetime)
                .build());
  }

  private List<QueueId> enqueueSome() throws IOException {
    List<QueueId> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(scene.enqueue(SENDER, "a" + i + "@fi.example"));
    }
    return ids;
  }

  @Test
  void lifetimeOfTheRowCountsUnlessTheMessageSaysItsOwn() throws IOException {
    scene.partners(QueueScene.row("fi.example").lifetime(Duration.ofDays(1)));
    scene.mx("fi.example", ScriptedMx.builder().fault(MxFault.NO_STARTTLS));
    scene.mx("se.example", ScriptedMx.builder().fault(MxFault.NO_STARTTLS));
    List<QueueId> ofRow = enqueueSome();
    QueueId own = enqueueWithLifetime(Duration.ofDays(3));
    QueueId mixed = scene.enqueue(SENDER, "a@fi.example", "a@se.example");
    try (QueueWorker worker = scene.worker().build()) {
      scene.pass(worker, Duration.ofHours(23), STEP);
      assertThat(statesOf(ofRow)).allMatch(state -> !state.isFinal());
      QueueEntry waiting = scene.only(ofRow.get(4));
      assertThat(Duration.between(waiting.mail().arrivedAt(), waiting.mail().expiresAt()))
          .isEqualTo(Duration.ofDays(1));

      scene.pass(worker, Duration.ofHours(2), STEP);
      assertThat(statesOf(ofRow)).containsOnly(RecipientState.EXPIRED);
      assertThat(stateOf(own).isFinal()).isFalse();
      assertThat(scene.queue().list(QueueQuery.of(mixed), 2))
          .extracting(entry -> entry.state().isFinal())
          .containsExactly(true, false);

      scene.pass(worker, Duration.ofDays(2), STEP);
      assertThat(stateOf(own)).isEqualTo(RecipientState.EXPIRED);
      scene.pass(worker, Duration.ofDays(2), STEP);
      assertThat(scene.queue().stats().openMessages()).isZero();
    }
    assertThat(scene.notices(NoticeKind.FAILED)).hasSize(ofRow.size() + 3);
  }

  @Test
  void lifetimeOfTheRowMayBeLongerThanThatOfTheQueueButNotThanSevenDays() throws IOException {
    scene.partners(QueueScene.row("fi.example").lifetime(Duration.ofDays(30)));
    scene.mx("fi.example", ScriptedMx.builder().fault(MxFault.NO_STARTTLS));
    List<QueueId> ids = enqueueSome();
    try (QueueWorker worker = scene.worker().build()) {
      scene.pass(worker, Duration.ofDays(7).minus(STEP), STEP);
      assertThat(statesOf(ids)).allMatch(state -> !state.isFinal());
      scene.pass(worker, STEP.multipliedBy(2), STEP);
      assertThat(statesOf(ids)).containsOnly(RecipientState.EXPIRED);
    }
  }

  @Test
  void changedLifetimeCountsForAllThatWaits() throws IOException {
    ScriptedMx mx = scene.mx("fi.example", ScriptedMx.builder().fault(MxFault.NO_STARTTLS));
    List<QueueId> ids = enqueueSome();
    try (QueueWorker worker = scene.worker().build()) {
      scene.pass(worker, Duration.ofHours(30), STEP);
      assertThat(statesOf(ids)).allMatch(state -> !state.isFinal());
      scene.partners(QueueScene.row("fi.example").lifetime(Duration.ofDays(1)));
      scene.pass(worker, Duration.ofHours(2), STEP);
      assertThat(statesOf(ids)).containsOnly(RecipientState.EXPIRED);
    }
    assertThat(mx.messages()).isEmpty();
  }

  @Test
  void rowThatFailsNowHoldsNothing() throws IOException {
    scene.partners(
        QueueScene.row("fi.example")
            .enforcement(Enforcement.always().withOnFailure(OnFailure.FAIL_NOW)));
    scene.mx("fi.example", ScriptedMx.builder().fault(MxFault.NO_STARTTLS));
    List<QueueId> ids = enqueueSome();
    try (QueueWorker worker = scene.worker().build()) {
      worker.doAllThatIsDue();
    }
    assertThat(statesOf(ids)).containsOnly(RecipientState.FAILED);
    assertThat(scene.notices(NoticeKind.FAILED))
        .hasSize(ids.size())
        .allSatisfy(notice -> assertThat(notice.recipients().get(0).status()).isEqualTo("5.7.4"));
  }

  @Test
  void heldMailIsTriedAtOnceWhenSomebodySaysThatTheApprovedCasChanged() throws IOException {
    ScriptedMx mx = scene.mx("fi.example", ScriptedMx.builder().fault(MxFault.NO_STARTTLS));
    scene.network().refused("192.0.2.200");
    scene.dns().mx("dead.example", 10, "mx.dead.example").address("mx.dead.example", "192.0.2.200");
    enqueueSome();
    try (QueueWorker worker = scene.worker().build()) {
      worker.doAllThatIsDue();
      QueueId behind = scene.enqueue(SENDER, "never-tried@fi.example");
      scene.enqueue(SENDER, "a@dead.example");
      worker.doAllThatIsDue();
      int dials = scene.network().dials().size();
      mx.onDefault(Cue.EHLO);
      worker.doAllThatIsDue();
      assertThat(mx.messages()).isEmpty();

      assertThat(worker.retryHeld()).isEqualTo(6);
      worker.doAllThatIsDue();
      assertThat(stateOf(behind)).isEqualTo(RecipientState.ACCEPTED);
      assertThat(mx.messages()).hasSize(6);
      assertThat(scene.network().dials().subList(dials, scene.network().dials().size()))
          .as("a host that is just down is left alone")
          .allMatch(dial -> !dial.toString().contains("192.0.2.200"));
    }
  }
}
