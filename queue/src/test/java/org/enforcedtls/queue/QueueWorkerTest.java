package org.enforcedtls.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.enforcedtls.address.Domain;
import org.enforcedtls.address.ReversePath;
import org.enforcedtls.message.DsnNotify;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.queue.entry.DestinationLimits;
import org.enforcedtls.queue.entry.InDoubtAnswer;
import org.enforcedtls.queue.entry.NoticeKind;
import org.enforcedtls.queue.entry.QueueAttempt;
import org.enforcedtls.queue.entry.QueueEntry;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueNotice;
import org.enforcedtls.queue.entry.QueueQuery;
import org.enforcedtls.queue.entry.QueueStats;
import org.enforcedtls.queue.entry.QueueSubmission;
import org.enforcedtls.queue.entry.RecipientState;
import org.enforcedtls.testkit.mx.Action;
import org.enforcedtls.testkit.mx.Cue;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.tls.ChannelRequirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueWorkerTest {
  private static final String SENDER = "reports@bank.example";

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

  @Test
  void messagesForOneDomainShareAConnection() throws IOException {
    ScriptedMx mx = scene.mx("fi.example");
    for (int i = 0; i < 20; i++) {
      scene.enqueue(SENDER, "a" + i + "@fi.example");
    }
    try (QueueWorker worker = scene.worker().build()) {
      worker.doAllThatIsDue();
    }
    assertThat(mx.messages()).hasSize(20);
    assertThat(mx.connections()).hasSize(1);
    assertThat(scene.queue().stats().recipients()).containsEntry(RecipientState.ACCEPTED, 20L);
    assertThat(scene.queue().stats().openMessages()).isZero();
  }

  @Test
  void startedWorkerSendsWhatIsEnqueuedLater() throws IOException {
    ScriptedMx mx = scene.mx("fi.example");
    try (QueueWorker worker = scene.worker().threads(2).start()) {
      assertThat(worker).isNotNull();
      scene.enqueue(SENDER, "a@fi.example");
      mx.awaitMessages(1, Duration.ofSeconds(10));
      scene.enqueue(SENDER, "a@fi.example");
      mx.awaitMessages(2, Duration.ofSeconds(10));
    }
    assertThat(scene.queue().stats().openMessages()).isZero();
  }

  @Test
  void attemptHasItsEvidence() throws IOException {
    scene.mx("fi.example");
    QueueId id = scene.enqueue(SENDER, "a@fi.example");
    try (QueueWorker worker = scene.worker().build()) {
      worker.doAllThatIsDue();
    }
    List<QueueAttempt> attempts = scene.queue().attempts(id);
    assertThat(attempts).hasSize(1);
    assertThat(attempts.get(0).conclusion()).isEqualTo("accepted");
    assertThat(attempts.get(0).evidence().get(0).facts())
        .containsEntry("mxHost", "mx.fi.example")
        .containsEntry("tls.protocol", "TLSv1.3");
  }

  @Test
  void refusalForGoodIsToldOnce() throws IOException {
    scene.mx("fi.example").on(Cue.RCPT, "550 5.1.1 no such user\r\n");
    QueueId id = scene.enqueue(SENDER, "nobody@fi.example");
    QueueId bounce = scene.enqueue("", "nobody@fi.example");
    try (QueueWorker worker = scene.worker().build()) {
      worker.doAllThatIsDue();
      worker.doAllThatIsDue();
    }
    assertThat(List.of(stateOf(id), stateOf(bounce))).containsOnly(RecipientState.FAILED);
    assertThat(scene.notices(NoticeKind.FAILED)).hasSize(1);
    assertThat(scene.notices(NoticeKind.FAILED).get(0).recipients().get(0).reply())
        .contains(new QueueNotice.HostReply("mx.fi.example", "550 5.1.1 no such user"));
    assertThat(scene.queue().stats().openMessages()).isZero();
  }

  @Test
  void senderIsToldOnlyWhatItWants() throws IOException {
    ScriptedMx mx = scene.mx("fi.example");
    mx.on(Cue.RCPT, "550 5.1.1 no such user\r\n");
    enqueueWishing(Set.of(DsnNotify.NEVER));
    enqueueWishing(Set.of(DsnNotify.SUCCESS));
    try (QueueWorker worker = scene.worker().build()) {
      worker.doAllThatIsDue();
      assertThat(scene.notices(NoticeKind.FAILED)).isEmpty();
      mx.onDefault(Cue.RCPT);
      enqueueWishing(Set.of(DsnNotify.SUCCESS));
      worker.doAllThatIsDue();
    }
    assertThat(scene.notices(NoticeKind.RELAYED)).hasSize(1);
  }

  @Test
  void hostThatOffersDsnTellsOfItsSuccessItself() throws IOException {
    ScriptedMx mx = scene.mx("fi.example", ScriptedMx.builder().capabilities("STARTTLS", "DSN"));
    enqueueWishing(Set.of(DsnNotify.SUCCESS));
    try (QueueWorker worker = scene.worker().build()) {
      worker.doAllThatIsDue();
    }
    assertThat(mx.messages()).hasSize(1);
    assertThat(mx.messages().get(0).recipients().get(0).parameters()).contains("NOTIFY=SUCCESS");
    assertThat(scene.notices(NoticeKind.RELAYED)).isEmpty();
    assertThat(scene.queue().stats().openMessages()).isZero();
  }

  private void enqueueWishing(Set<DsnNotify> wishes) throws IOException {
    Envelope envelope =
        Envelope.from(SENDER).to(Recipient.of("a@fi.example").withNotify(wishes)).build();
    scene.queue().enqueue(QueueSubmission.of(envelope, MailContent.ofOctets(new byte[] {'x'})));
  }

  @Test
  void failedCheckIsHeldAndSentOnceItIsMendedAndSomebodyAsks() throws IOException {
    ScriptedMx mx = scene.mx("fi.example", ScriptedMx.builder().fault(MxFault.NO_STARTTLS));
    QueueId id = scene.enqueue(SENDER, "a@fi.example");
    try (QueueWorker worker = scene.worker().build()) {
      worker.doAllThatIsDue();
      QueueEntry held = scene.only(id);
      assertThat(held.state()).isEqualTo(RecipientState.HELD);
      assertThat(held.progress().cause()).contains("starttls-not-offered");
      QueueStats stats = scene.queue().stats();
      assertThat(stats.down())
          .extracting(QueueStats.DownDomain::cause)
          .containsExactly("starttls-not-offered");

      mx.onDefault(Cue.EHLO);
      worker.doAllThatIsDue();
      assertThat(mx.messages()).as("not due yet").isEmpty();
      assertThat(
              scene
                  .queue()
                  .retry(QueueQuery.builder().cause(CauseCode.STARTTLS_NOT_OFFERED).build()))
          .isEqualTo(1);
      worker.doAllThatIsDue();
    }
    assertThat(stateOf(id)).isEqualTo(RecipientState.ACCEPTED);
    assertThat(scene.queue().stats().down()).isEmpty();
  }

  @Test
  void heldMailIsTriedAtOnceWhenThePolicyChanges() throws IOException {
    ScriptedMx mx = scene.mx("fi.example", ScriptedMx.builder().fault(MxFault.NO_STARTTLS));
    QueueId id = scene.enqueue(SENDER, "a@fi.example");
    scene.partners(QueueScene.row("fi.example"));
    try (QueueWorker worker = scene.worker().followPolicies().build()) {
      worker.doAllThatIsDue();
      mx.onDefault(Cue.EHLO);
      worker.doAllThatIsDue();
      assertThat(stateOf(id)).as("nothing has changed").isEqualTo(RecipientState.HELD);

      scene.partners(QueueScene.row("fi.example").channel(ChannelRequirement.modern()));
      worker.doAllThatIsDue();
    }
    assertThat(stateOf(id)).isEqualTo(RecipientState.ACCEPTED);
  }

  @Test
  void changedPolicyIsFollowedWhenSomebodyAsks() throws IOException {
    scene.mx("fi.example", ScriptedMx.builder().fault(MxFault.NO_STARTTLS));
    QueueId id = scene.enqueue(SENDER, "a@fi.example");
    scene.partners(QueueScene.row("fi.example"));
    try (QueueWorker worker = scene.worker().followPolicies().build()) {
      worker.doAllThatIsDue();
      worker.followPolicies();
      assertThat(scene.only(id).progress().dueAt().orElseThrow()).isAfter(scene.clock().instant());

      scene.partners(QueueScene.row("fi.example").channel(ChannelRequirement.modern()));
      worker.followPolicies();
      assertThat(scene.only(id).progress().dueAt().orElseThrow())
          .isBeforeOrEqualTo(scene.clock().instant());
    }
  }

  @Test
  void oneRecipientsFailureSpoilsNoOther() throws IOException {
    scene.mx(
        "fi.example",
        ScriptedMx.builder()
            .recipients("250 2.1.5 ok\r\n", "450 4.2.1 later\r\n", "550 5.1.1 never\r\n"));
    QueueId id = scene.enqueue(SENDER, "a@fi.example", "b@fi.example", "c@fi.example");
    try (QueueWorker worker = scene.worker().build()) {
      worker.doAllThatIsDue();
    }
    assertThat(scene.queue().list(QueueQuery.of(id), 10))
        .extracting(QueueEntry::state)
        .containsExactly(RecipientState.ACCEPTED, RecipientState.WAITING, RecipientState.FAILED);
  }

  @Test
  void lostReplyIsTriedAgainUnlessAnOperatorShallDecide() throws IOException {
    ScriptedMx mx = scene.mx("fi.example");
    mx.on(Cue.END_OF_CONTENT, Action.reset());
    QueueId id = scene.enqueue(SENDER, "a@fi.example");
    try (QueueWorker worker = scene.worker().inDoubt(InDoubtAnswer.SUSPEND).build()) {
      worker.doAllThatIsDue();
      assertThat(stateOf(id)).isEqualTo(RecipientState.SUSPENDED);
    }
    mx.onDefault(Cue.END_OF_CONTENT);
    try (QueueWorker worker = scene.worker().build()) {
      scene.pass(worker, Duration.ofDays(6), Duration.ofDays(1));
      assertThat(stateOf(id)).as("kept for good").isEqualTo(RecipientState.SUSPENDED);
      scene.queue().release(QueueQuery.of(id));
      worker.doAllThatIsDue();
      assertThat(stateOf(id)).isEqualTo(RecipientState.ACCEPTED);

      mx.on(Cue.END_OF_CONTENT, Action.reset());
      QueueId second = scene.enqueue(SENDER, "a@fi.example");
      worker.doAllThatIsDue();
      mx.onDefault(Cue.END_OF_CONTENT);
      scene.pass(worker, Duration.ofMinutes(2), Duration.ofMinutes(1));
      assertThat(stateOf(second)).isEqualTo(RecipientState.ACCEPTED);
    }
  }

  @Test
  void whatAnOperatorHoldsStaysUntilReleasedAndWhatIsRemovedIsGone() throws IOException {
    ScriptedMx mx = scene.mx("fi.example");
    QueueId held = scene.enqueue("a@bank.example", "a@fi.example");
    QueueId removed = scene.enqueue("b@bank.example", "b@fi.example");
    QueueQuery ofA =
        QueueQuery.builder()
            .sender(ReversePath.of("a@bank.example"))
            .domain(Domain.of("fi.example"))
            .build();
    assertThat(scene.queue().hold(ofA)).isEqualTo(1);
    assertThat(scene.queue().remove(QueueQuery.builder().id(removed).build())).isEqualTo(1);
    try (QueueWorker worker = scene.worker().build()) {
      worker.doAllThatIsDue();
      assertThat(mx.messages()).isEmpty();
      assertThat(stateOf(held)).isEqualTo(RecipientState.SUSPENDED);
      assertThat(stateOf(removed)).isEqualTo(RecipientState.REMOVED);
      assertThat(scene.queue().release(ofA)).isEqualTo(1);
      worker.doAllThatIsDue();
    }
    assertThat(stateOf(held)).isEqualTo(RecipientState.ACCEPTED);
    assertThat(scene.queue().stats().openMessages()).isZero();
  }

  @Test
  void listIsPagedAndFiltered() throws IOException {
    for (int i = 0; i < 5; i++) {
      scene.enqueue(SENDER, "a@fi.example", "b@se.example");
    }
    QueueQuery ofFi = QueueQuery.builder().domain(Domain.of("fi.example")).build();
    List<QueueEntry> first = scene.queue().list(ofFi, 3);
    List<QueueEntry> second = scene.queue().list(ofFi, first.get(2), 3);
    assertThat(first).hasSize(3).allMatch(e -> e.recipient().toString().equals("a@fi.example"));
    assertThat(second).hasSize(2).doesNotContainAnyElementsOf(first);
    assertThat(
            scene
                .queue()
                .list(QueueQuery.builder().arrivedBefore(scene.clock().instant()).build(), 3))
        .isEmpty();
  }

  @Test
  void secondWorkerOfADirectoryIsRefused() throws IOException {
    try (QueueWorker worker = scene.worker().build()) {
      assertThat(worker).isNotNull();
      assertThatIllegalStateException()
          .isThrownBy(() -> scene.worker().build())
          .withMessageContaining("found another at work");
    }
    scene.worker().build().close();
  }

  @Test
  void noticeThatCannotBeHandedOverComesAgainWithTheSameKey() throws IOException {
    scene.mx("fi.example").on(Cue.RCPT, "550 5.1.1 no such user\r\n");
    scene.enqueue(SENDER, "nobody@fi.example");
    List<String> keys = new ArrayList<>();
    try (QueueWorker worker =
        scene
            .worker()
            .notices(
                notice -> {
                  keys.add(notice.key());
                  if (keys.size() == 1) {
                    throw new IOException("the mail of the mail is down");
                  }
                })
            .build()) {
      assertThat(failureOf(worker)).contains("the mail of the mail is down");
      scene.clock().advance(Duration.ofHours(1));
      worker.doAllThatIsDue();
    }
    assertThat(keys).hasSize(2).containsOnly(keys.get(0));
    assertThat(scene.queue().stats().openMessages()).isZero();
  }

  private static Optional<String> failureOf(QueueWorker worker) {
    try {
      worker.doAllThatIsDue();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  @Test
  void hostThatNeverAnswersDelaysNoOtherDomain() throws IOException {
    scene.network().blackhole("192.0.2.200");
    scene.dns().mx("dead.example", 10, "mx.dead.example").address("mx.dead.example", "192.0.2.200");
    ScriptedMx mx = scene.mx("fi.example");
    for (int i = 0; i < 300; i++) {
      scene.enqueue(SENDER, "a@dead.example");
    }
    scene.clock().advance(Duration.ofMillis(1));
    scene.enqueue(SENDER, "a@fi.example");
    try (QueueWorker worker =
        scene.worker().threads(2).limits(DestinationLimits.defaults().withClaims(1)).start()) {
      assertThat(worker).isNotNull();
      mx.awaitMessages(1, Duration.ofSeconds(5));
      worker.stop(Duration.ZERO);
    }
  }
}
