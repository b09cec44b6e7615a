package org.enforcedtls.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.enforcedtls.queue.entry.NoticeKind;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueQuery;
import org.enforcedtls.queue.entry.QueueStats;
import org.enforcedtls.queue.entry.RecipientState;
import org.enforcedtls.queue.postgres.PostgresServer;
import org.enforcedtls.testkit.mx.Cue;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.junit.jupiter.api.Test;

/** What a worker says to PostgreSQL. */
class PostgresWorkerTest {
  private static final String SENDER = "reports@bank.example";
  private static final QueueQuery HELD =
      QueueQuery.builder().states(Set.of(RecipientState.HELD)).build();

  @Test
  void mailIsHeldToldOfExpiredOperatedOnAndForgotten() throws IOException {
    try (PostgresServer server = PostgresServer.start();
        QueueScene scene = new QueueScene(DeliveryQueue.inPostgres(server.newDatabase()));
        QueueWorker worker = scene.worker().build()) {
      ScriptedMx mx = scene.mx("fi.example", ScriptedMx.builder().fault(MxFault.NO_STARTTLS));
      QueueId first = scene.enqueue(SENDER, "a@fi.example");
      scene.enqueue("", "a@fi.example");
      scene.pass(worker, Duration.ofHours(6), Duration.ofHours(1));
      assertThat(scene.notices(NoticeKind.DELAYED))
          .extracting(notice -> notice.message().id())
          .containsExactly(first);
      assertThat(scene.queue().list(HELD, 10)).hasSize(2);
      assertThat(scene.queue().stats().down()).hasSize(1);

      assertThat(scene.queue().hold(HELD)).isEqualTo(2);
      QueueQuery suspended = QueueQuery.builder().states(Set.of(RecipientState.SUSPENDED)).build();
      assertThat(scene.queue().release(suspended)).isEqualTo(2);
      scene.pass(worker, Duration.ofDays(6), Duration.ofHours(12));
      assertThat(scene.notices(NoticeKind.FAILED))
          .extracting(notice -> notice.message().id())
          .containsExactly(first);

      mx.onDefault(Cue.EHLO);
      QueueId second = scene.enqueue(SENDER, "a@fi.example");
      QueueId third = scene.enqueue(SENDER, "a@fi.example");
      assertThat(scene.queue().remove(QueueQuery.builder().id(third).build())).isEqualTo(1);
      assertThat(scene.queue().retry(QueueQuery.open())).isEqualTo(1);
      worker.doAllThatIsDue();
      assertThat(scene.only(second).state()).isEqualTo(RecipientState.ACCEPTED);
      assertThat(scene.queue().attempts(second).get(0).evidence()).isNotEmpty();

      scene.pass(worker, Duration.ofDays(8), Duration.ofDays(4));
      QueueStats stats = scene.queue().stats();
      assertThat(stats.openMessages()).isZero();
      assertThat(stats.recipients().values()).containsOnly(0L);
    }
  }

  @Test
  void startedWorkerHearsOfMailThatAnotherNodeEnqueued() throws IOException {
    try (PostgresServer server = PostgresServer.start()) {
      String url = server.newDatabase();
      try (QueueScene scene = new QueueScene(DeliveryQueue.inPostgres(url));
          DeliveryQueue other = DeliveryQueue.inPostgres(url).clock(scene.clock()).open();
          QueueWorker worker = scene.worker().threads(2).start()) {
        assertThat(worker).isNotNull();
        ScriptedMx mx = scene.mx("fi.example");
        other.enqueue(QueueScene.mail(SENDER, "a@fi.example"));
        mx.awaitMessages(1, Duration.ofSeconds(30));
      }
    }
  }

  @Test
  void urlOfAnotherDatabaseIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeliveryQueue.inPostgres("jdbc:h2:mem:"))
        .withMessageContaining("expected jdbc:postgresql:");
  }
}
