package org.enforcedtls.queue.internal.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.enforcedtls.address.Domain;
import org.enforcedtls.message.DsnNotify;
import org.enforcedtls.message.DsnReturn;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.message.TlsWish;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueQuery;
import org.enforcedtls.queue.entry.QueueStoreException;
import org.enforcedtls.queue.entry.QueueSubmission;
import org.enforcedtls.queue.entry.RecipientState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store does. */
abstract class StoreContract extends ClaimContract {
  /** As an application would. */
  abstract Connection connect() throws SQLException;

  @Test
  void claimHasWhatWasEnqueued() throws IOException {
    Envelope envelope =
        Envelope.from("reports@bank.example")
            .to(
                Recipient.of("inbox@fi.example")
                    .withNotify(Set.of(DsnNotify.FAILURE, DsnNotify.DELAY))
                    .withOriginalRecipient("old@fi.example"))
            .to("öl@fi.example")
            .envelopeId("QQ 314+159")
            .dsnReturn(DsnReturn.HDRS)
            .build();
    QueueId id =
        scene.enqueue(
            QueueSubmission.builder(
                envelope, MailContent.ofOctets("Subject: ö\n\nbody".getBytes(UTF_8))));

    Claim claim = claim();

    assertThat(claim.domain()).isEqualTo(Domain.of("fi.example"));
    Claim.Message message = claim.messages().get(0);
    assertThat(message.id()).isEqualTo(id);
    assertThat(message.envelope()).usingRecursiveComparison().isEqualTo(envelope);
    assertThat(message.content().open())
        .hasBinaryContent("Subject: ö\r\n\r\nbody\r\n".getBytes(UTF_8));
    assertThat(message.content().survey().hasEightBitHeader()).isTrue();
    assertThat(message.lifetime().expiresAt())
        .isEqualTo(message.lifetime().arrivedAt().plus(Duration.ofDays(5)));
    assertThat(message.places().values()).extracting(Claim.Place::attempt).containsOnly(1);
  }

  @Test
  void repeatedKeyAddsNothing() throws IOException {
    QueueSubmission.Builder mail = StoreScene.mail("a@fi.example").idempotencyKey("invoice 17");
    QueueId first = scene.enqueue(mail);
    assertThat(scene.enqueue(mail)).isEqualTo(first);
    assertThat(scene.enqueueing().enqueue(List.of(mail.build(), mail.build())))
        .containsExactly(first, first);
    assertThat(scene.count("queue_recipient")).isEqualTo(1);
    assertThat(scene.count("queue_content")).isEqualTo(1);

    scene.settle(NODE, claim(), RecipientState.ACCEPTED);
    assertThat(scene.enqueue(mail)).as("after delivery").isEqualTo(first);
    assertThat(claimOf(NODE)).isEmpty();
  }

  @Test
  void repeatedKeyLeavesNoChunkOfLargeContent() throws IOException {
    MailContent large = large(3 * Intake.CHUNK_OCTETS);
    QueueSubmission mail =
        QueueSubmission.builder(Envelope.from("").to("a@fi.example").build(), large)
            .idempotencyKey("k")
            .build();
    scene.enqueueing().enqueue(List.of(mail));
    long chunks = scene.count("queue_content");
    scene.enqueueing().enqueue(List.of(mail));
    assertThat(scene.count("queue_content")).isEqualTo(chunks).isGreaterThan(3);
  }

  @Test
  void largeContentComesBackOctetByOctet() throws IOException {
    MailContent large = large(5 * Intake.CHUNK_OCTETS + 17);
    scene.enqueue(QueueSubmission.builder(Envelope.from("").to("a@fi.example").build(), large));
    assertThat(scene.count("queue_staging")).isZero();

    MailContent stored = claim().messages().get(0).content();

    byte[] expected = large.open().readAllBytes();
    try (InputStream in = stored.open()) {
      assertThat(Arrays.mismatch(in.readAllBytes(), expected)).isEqualTo(-1);
    }
    assertThat(stored.survey()).isEqualTo(large.survey());
  }

  /** Lines that all differ, with CRLF. */
  private static MailContent large(int octets) {
    StringBuilder text = new StringBuilder("Subject: large\r\n\r\n");
    for (int line = 0; text.length() < octets; line++) {
      text.append("line ").append(line).append("\r\n");
    }
    byte[] all = text.toString().getBytes(US_ASCII);
    return () -> new ByteArrayInputStream(all);
  }

  @Test
  void contentThatCannotBeReadEnqueuesNothing() throws IOException {
    MailContent broken =
        () -> {
          throw new IOException("no such file");
        };
    QueueSubmission bad = QueueSubmission.of(Envelope.from("").to("a@fi.example").build(), broken);
    assertThatThrownBy(
            () -> scene.enqueueing().enqueue(List.of(StoreScene.mail("b@fi.example").build(), bad)))
        .isInstanceOf(IOException.class)
        .hasMessage("no such file");
    assertThat(scene.count("queue_message")).isZero();
  }

  @Test
  void nothingLeavesBeforeItsEarliestTime() throws IOException {
    scene.enqueue(
        StoreScene.mail("a@fi.example").earliest(clock.instant().plus(Duration.ofHours(1))));
    assertThat(claimOf(NODE)).isEmpty();
    clock.advance(Duration.ofHours(1));
    assertThat(claimOf(NODE)).isPresent();
  }

  @Test
  void whatIsDoneLeavesNoContent() throws IOException {
    scene.enqueue("a@fi.example", "b@se.example");
    scene.settle(NODE, claim(), RecipientState.ACCEPTED);
    assertThat(scene.count("queue_content")).isEqualTo(1);
    scene.settle(NODE, claim(), RecipientState.FAILED);
    assertThat(scene.count("queue_content")).isZero();
    assertThat(scene.count("queue_message WHERE finished_at IS NOT NULL")).isEqualTo(1);
    assertThat(scene.count("queue_attempt")).isEqualTo(2);
    assertThat(scene.count("queue_claim")).isZero();
  }

  @Test
  void concurrentEnqueuesAndClaimsLoseAndDoubleNothing() throws Exception {
    limits = limits.withBatch(7);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<CompletableFuture<List<QueueId>>> enqueued = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        enqueued.add(CompletableFuture.supplyAsync(this::enqueueFifty, threads));
      }
      List<QueueId> expected = new ArrayList<>();
      for (CompletableFuture<List<QueueId>> each : enqueued) {
        expected.addAll(each.get());
      }
      List<CompletableFuture<List<QueueId>>> claimed = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        String node = "node" + t;
        claimed.add(CompletableFuture.supplyAsync(() -> deliverAll(node), threads));
      }
      List<QueueId> found = new ArrayList<>();
      for (CompletableFuture<List<QueueId>> each : claimed) {
        found.addAll(each.get());
      }
      assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    } finally {
      threads.shutdownNow();
    }
    assertThat(scene.count("queue_content")).isZero();
  }

  private List<QueueId> enqueueFifty() {
    try {
      List<QueueId> ids = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        ids.add(scene.enqueue("a@d" + i % 5 + ".example"));
      }
      return ids;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Until nothing is left, also of what others have at the moment. */
  private List<QueueId> deliverAll(String node) {
    try {
      List<QueueId> ids = new ArrayList<>();
      while (scene.count("queue_message WHERE finished_at IS NULL") > 0) {
        Optional<Claim> claim = claimOf(node);
        if (claim.isPresent()) {
          ids.addAll(ids(claim.get()));
          assertThat(scene.settle(node, claim.get(), RecipientState.ACCEPTED)).isZero();
        }
      }
      return ids;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void mailExistsIfAndOnlyIfTheCallersTransactionDoes() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE invoice (number integer)");
      connection.setAutoCommit(false);
      statement.execute("INSERT INTO invoice VALUES (17)");
      enqueueIn(connection, "a@fi.example");
      connection.rollback();
      assertThat(scene.count("queue_message") + scene.count("invoice")).isZero();
      assertThat(claimOf(NODE)).isEmpty();

      statement.execute("INSERT INTO invoice VALUES (18)");
      QueueId id = enqueueIn(connection, "b@fi.example");
      connection.commit();
      assertThat(ids(claim())).containsExactly(id);
      assertThat(scene.count("invoice")).isEqualTo(1);
    }
  }

  private QueueId enqueueIn(Connection connection, String recipient) throws Exception {
    MailContent large = large(2 * Intake.CHUNK_OCTETS);
    QueueSubmission mail = QueueSubmission.of(Envelope.from("").to(recipient).build(), large);
    return scene.enqueueing().enqueue(connection, List.of(mail)).get(0);
  }

  @ParameterizedTest
  @EnumSource
  void wishAboutTlsIsKept(TlsWish wish) throws IOException {
    Envelope envelope = Envelope.from("").to("a@fi.example").tlsWish(wish).build();
    scene.enqueue(QueueSubmission.builder(envelope, large(10)));
    assertThat(listedWishes()).containsExactly(Optional.of(wish));
    assertThat(claim().messages())
        .extracting(message -> message.envelope().tlsWish())
        .containsExactly(Optional.of(wish));
  }

  @Test
  void messageWithoutWishAboutTlsHasNone() throws IOException {
    scene.enqueue("a@fi.example");
    assertThat(listedWishes()).containsExactly(Optional.empty());
    assertThat(claim().messages())
        .extracting(message -> message.envelope().tlsWish())
        .containsExactly(Optional.empty());
  }

  private List<Optional<TlsWish>> listedWishes() throws IOException {
    return new Listing(database)
        .entries(QueueQuery.builder().build(), null, 10).stream()
            .map(entry -> entry.mail().tlsWish())
            .toList();
  }

  @Test
  void newerSchemaIsRefused() throws IOException {
    database.write(sql -> sql.update("INSERT INTO queue_schema (version) VALUES (99)"));
    assertThatThrownBy(() -> open(clock))
        .isInstanceOf(QueueStoreException.class)
        .hasMessageContaining("version 99, this library knows 3");
  }

  @Test
  void storeThatIsOpenedAgainHasItsMessages() throws IOException {
    QueueId id = scene.enqueue("a@fi.example");
    try (Database again = open(clock)) {
      StoreScene other = new StoreScene(again, clock, domain -> limits);
      assertThat(ids(other.claims("b").next().orElseThrow())).containsExactly(id);
    }
  }
}
