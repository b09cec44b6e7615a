package org.enforcedtls.queue.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.enforcedtls.queue.entry.DestinationLimits;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueuePriority;
import org.enforcedtls.queue.entry.RecipientState;
import org.enforcedtls.queue.internal.store.DestinationRows.Reach;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What claims are on every store. */
abstract class ClaimContract {
  static final String NODE = "a";

  final TestClock clock = new TestClock();
  DestinationLimits limits = DestinationLimits.defaults();
  Database database;
  StoreScene scene;

  abstract Database open(TestClock clock) throws IOException;

  @BeforeEach
  void openStore() throws IOException {
    database = open(clock);
    scene = new StoreScene(database, clock, domain -> limits);
  }

  @AfterEach
  void closeStore() {
    database.close();
  }

  Claim claim() throws IOException {
    return claimOf(NODE).orElseThrow();
  }

  Optional<Claim> claimOf(String node) throws IOException {
    return scene.claims(node).next();
  }

  static List<QueueId> ids(Claim claim) {
    return claim.messages().stream().map(Claim.Message::id).toList();
  }

  @Test
  void recipientsOfTwoDomainsAreTwoClaims() throws IOException {
    scene.enqueue("a@fi.example", "b@se.example", "c@fi.example");
    assertThat(List.of(claim(), claim()))
        .extracting(claim -> claim.domain().toString() + claim.messages().get(0).places().size())
        .containsExactlyInAnyOrder("fi.example2", "se.example1");
    assertThat(claimOf(NODE)).isEmpty();
  }

  @Test
  void manyMessagesOfOneDomainAreOneClaim() throws IOException {
    limits = limits.withBatch(3);
    List<QueueId> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(scene.enqueue("a" + i + "@fi.example"));
      clock.advance(Duration.ofMillis(1));
    }
    assertThat(ids(claim())).isEqualTo(all.subList(0, 3));
    assertThat(ids(claim())).isEqualTo(all.subList(3, 5));
  }

  @Test
  void urgentGoesFirstWhateverCameBefore() throws IOException {
    limits = limits.withBatch(1);
    QueueId low = scene.enqueue(StoreScene.mail("a@fi.example").priority(QueuePriority.LOW));
    QueueId normal = scene.enqueue("a@fi.example");
    QueueId high = scene.enqueue(StoreScene.mail("a@fi.example").priority(QueuePriority.HIGH));
    assertThat(List.of(ids(claim()), ids(claim()), ids(claim())))
        .containsExactly(List.of(high), List.of(normal), List.of(low));
  }

  @Test
  void domainWithManyMessagesDelaysNoOther() throws IOException {
    limits = limits.withBatch(1);
    for (int i = 0; i < 20; i++) {
      scene.enqueue("a@many.example");
    }
    clock.advance(Duration.ofMillis(1));
    scene.enqueue("a@few.example");
    List<String> domains = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      clock.advance(Duration.ofMillis(1));
      domains.add(claim().domain().toString());
    }
    assertThat(domains)
        .containsExactly("many.example", "few.example", "many.example", "many.example");
  }

  @Test
  void destinationHasOnlyItsClaimsAtOnce() throws IOException {
    limits = limits.withBatch(1).withClaims(2);
    for (int i = 0; i < 3; i++) {
      scene.enqueue("a@fi.example");
    }
    Claim first = claim();
    claim();
    assertThat(claimOf("b")).isEmpty();
    scene.settle(NODE, first, RecipientState.ACCEPTED);
    assertThat(claimOf("b")).isPresent();
  }

  @Test
  void rateIsKeptOverAllClaims() throws IOException {
    limits = limits.withPerMinute(6).withBatch(2);
    for (int i = 0; i < 5; i++) {
      scene.enqueue("a@fi.example");
    }
    int sent = 0;
    for (int second = 0; second < 30; second++) {
      Optional<Claim> claim = claimOf(NODE);
      if (claim.isPresent()) {
        sent += claim.get().messages().size();
        scene.settle(NODE, claim.get(), RecipientState.ACCEPTED);
      }
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(sent).isEqualTo(4);
  }

  @Test
  void whatIsPutOffComesBackWhenItIsDue() throws IOException {
    scene.enqueue("a@fi.example");
    scene.putOff(NODE, claim(), Duration.ofMinutes(10));
    clock.advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(claimOf(NODE)).isEmpty();
    clock.advance(Duration.ofMillis(1));
    assertThat(claim().messages().get(0).places().values())
        .extracting(Claim.Place::attempt)
        .containsExactly(2);
  }

  @Test
  void destinationThatIsDownIsProbedWithOneMessage() throws IOException {
    for (int i = 0; i < 5; i++) {
      scene.enqueue("a@fi.example");
    }
    Claim first = claim();
    assertThat(first.messages()).hasSize(5);
    scene.results(NODE).write(List.of(), List.of(StoreScene.end(first, Reach.DOWN)));

    assertThat(claimOf(NODE)).as("paused").isEmpty();
    clock.advance(Duration.ofMinutes(1));
    Claim probe = claim();
    assertThat(probe.messages()).hasSize(1);
    assertThat(claimOf(NODE)).as("one probe at a time").isEmpty();

    scene.settle(NODE, probe, RecipientState.ACCEPTED);
    assertThat(claim().messages()).hasSize(4);
  }

  @Test
  void newMailDoesNotEndAPause() throws IOException {
    scene.enqueue("a@fi.example");
    scene.results(NODE).write(List.of(), List.of(StoreScene.end(claim(), Reach.DOWN)));
    scene.enqueue("b@fi.example");
    assertThat(claimOf(NODE)).isEmpty();
  }

  @Test
  void endedClaimGivesBackWhatWasNotTried() throws IOException {
    scene.enqueue("a@fi.example");
    scene.results(NODE).write(List.of(), List.of(StoreScene.end(claim(), Reach.UNTRIED)));
    Claim again = claimOf("b").orElseThrow();
    assertThat(again.messages().get(0).places().values())
        .extracting(Claim.Place::attempt)
        .containsExactly(1);
  }

  @Test
  void expiredLeaseIsTakenOverAndLateResultsDoNotCount() throws IOException {
    scene.enqueue("a@fi.example");
    Claim old = claim();
    assertThat(scene.claims("b").takeOver(Claims.Abandoned.EXPIRED, Set.of())).isZero();
    clock.advance(StoreScene.LEASE.plusMillis(1));
    assertThat(scene.claims("b").takeOver(Claims.Abandoned.EXPIRED, Set.of())).isEqualTo(1);
    Claim taken = claimOf("b").orElseThrow();
    assertThat(taken.messages().get(0).places().values())
        .extracting(Claim.Place::attempt)
        .containsExactly(2);

    assertThat(scene.settle(NODE, old, RecipientState.FAILED)).as("late").isEqualTo(1);
    assertThat(scene.claims(NODE).renew(List.of(old.id()))).containsExactly(old.id());
    assertThat(scene.settle("b", taken, RecipientState.ACCEPTED)).isZero();
    assertThat(scene.count("queue_recipient WHERE state = 'accepted'")).isEqualTo(1);
    assertThat(scene.count("queue_attempt WHERE conclusion = 'lost' AND node = 'a'")).isEqualTo(1);
  }

  @Test
  void renewedLeaseIsNotTakenOver() throws IOException {
    scene.enqueue("a@fi.example");
    Claim claim = claim();
    clock.advance(StoreScene.LEASE.minusSeconds(1));
    assertThat(scene.claims(NODE).renew(List.of(claim.id()))).isEmpty();
    clock.advance(StoreScene.LEASE.minusSeconds(1));
    assertThat(scene.claims("b").takeOver(Claims.Abandoned.EXPIRED, Set.of())).isZero();
  }

  @Test
  void clockThatJumpsTakesNothingFromItsOwnNode() throws IOException {
    scene.enqueue("a@fi.example");
    Claim claim = claim();
    clock.advance(Duration.ofDays(1));
    assertThat(scene.claims(NODE).takeOver(Claims.Abandoned.EXPIRED, Set.of(claim.id()))).isZero();
    clock.advance(Duration.ofDays(-2));
    assertThat(scene.settle(NODE, claim, RecipientState.ACCEPTED)).isZero();
  }
}
