package org.enforcedtls.reporting.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.enforcedtls.address.Domain;
import org.enforcedtls.reporting.count.CountedSession;
import org.enforcedtls.reporting.report.FailureDetails;
import org.enforcedtls.reporting.report.FailureDetails.Ends;
import org.enforcedtls.reporting.report.PolicyResults;
import org.enforcedtls.reporting.report.ReportedPolicy;
import org.enforcedtls.reporting.report.ReportedPolicy.PolicyType;
import org.enforcedtls.reporting.report.ResultType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds of either store. */
@Timeout(120)
abstract class StoreContract {
  private static final LocalDate DAY = LocalDate.parse("2026-11-27");
  private static final LocalDate TODAY = DAY.plusDays(1);
  private static final Instant NOW = Instant.parse("2026-11-28T05:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofHours(1));
  private static final ReportDay FI = new ReportDay(Domain.of("fi.example"), DAY);
  private static final ReportedPolicy STS =
      new ReportedPolicy(
          PolicyType.STS, "fi.example", List.of("version: STSv1", "mode: x\"\\"), List.of("*.x"));
  private static final FailureDetails EXPIRED =
      new FailureDetails(
          ResultType.CERTIFICATE_EXPIRED, new Ends("192.0.2.9", "mx", null, "::1"), 1, null, null);
  private static final PolicyResults SUCCESS = new PolicyResults(STS, 1, 0, List.of());
  private static final PolicyResults FAILURE = new PolicyResults(STS, 0, 1, List.of(EXPIRED));

  /** Opens the same store each time. */
  abstract ReportStore open() throws IOException;

  private static Map<CountedSession, Long> sessions(
      ReportDay about, PolicyResults results, long sessions) {
    return Map.of(new CountedSession(about.domain(), about.day(), results), sessions);
  }

  private static Optional<ReportClaim> claim(ReportStore store, Instant now) throws IOException {
    return store.claim(FI, "id-of-" + now, now, now.plus(Duration.ofMinutes(30)));
  }

  @Test
  void countsOfSeveralNodesAddUpAndOutliveThem() throws IOException {
    try (ReportStore one = open();
        ReportStore two = open()) {
      one.add(sessions(FI, SUCCESS, 2));
      two.add(sessions(FI, SUCCESS, 3));
      two.add(sessions(FI, FAILURE, 1));
      one.add(sessions(new ReportDay(FI.domain(), TODAY), SUCCESS, 40));
    }
    try (ReportStore reopened = open()) {
      assertThat(reopened.results(FI))
          .containsExactly(new PolicyResults(STS, 5, 1, List.of(EXPIRED)));
      assertThat(reopened.unreported(TODAY, NOW)).containsExactly(FI);
      assertThat(reopened.results(new ReportDay(Domain.of("other.example"), DAY))).isEmpty();
    }
  }

  @Test
  void nodesThatWriteTheSameRowsAtOnceLoseNothing() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (ReportStore store = open()) {
      List<Future<?>> done = new ArrayList<>();
      for (int node = 0; node < 4; node++) {
        done.add(
            threads.submit(
                () -> {
                  for (int round = 0; round < 10; round++) {
                    store.add(
                        Map.of(
                            new CountedSession(FI.domain(), DAY, SUCCESS), 1L,
                            new CountedSession(FI.domain(), DAY, FAILURE), 1L));
                  }
                  return null;
                }));
      }
      for (Future<?> one : done) {
        one.get();
      }
      assertThat(store.results(FI).get(0).successfulSessions()).isEqualTo(40);
      assertThat(store.results(FI).get(0).failedSessions()).isEqualTo(40);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void reportIsClaimedByOneOfManyNodes() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    ConcurrentLinkedQueue<ReportClaim> claims = new ConcurrentLinkedQueue<>();
    try (ReportStore store = open()) {
      store.add(sessions(FI, SUCCESS, 1));
      List<Future<?>> done = new ArrayList<>();
      for (int node = 0; node < 4; node++) {
        done.add(
            threads.submit(
                () -> {
                  claim(store, NOW).ifPresent(claims::add);
                  return null;
                }));
      }
      for (Future<?> one : done) {
        one.get();
      }
      assertThat(claims).hasSize(1);
      assertThat(store.unreported(TODAY, NOW)).isEmpty();
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void reportOfANodeThatDiedIsTakenOverWithItsIdAndItsReceipts() throws IOException {
    try (ReportStore store = open()) {
      store.add(sessions(FI, SUCCESS, 1));
      ReportClaim dead = claim(store, NOW).orElseThrow();
      store.taken(dead, "mailto:a@fi.example");
      assertThat(claim(store, NOW.plusSeconds(60))).isEmpty();
      assertThat(claim(store, LATER))
          .contains(new ReportClaim(FI, "id-of-" + NOW, 2, NOW, Set.of("mailto:a@fi.example")));
      store.end(dead, ReportEnding.SENT);
      store.retryAt(dead, NOW);
      assertThat(store.results(FI)).as("the dead node has no say").isNotEmpty();
      assertThat(claim(store, LATER)).isEmpty();
    }
  }

  @Test
  void reportThatHasEndedIsOverAndItsCountsAreGone() throws IOException {
    try (ReportStore store = open()) {
      store.add(sessions(FI, SUCCESS, 1));
      store.end(claim(store, NOW).orElseThrow(), ReportEnding.SENT);
      assertThat(store.results(FI)).isEmpty();
      store.add(sessions(FI, SUCCESS, 1));
      assertThat(store.unreported(TODAY, LATER)).as("what comes too late").isEmpty();
      assertThat(claim(store, LATER)).isEmpty();
      assertThat(store.forget(DAY)).isZero();
      assertThat(store.forget(TODAY)).isEqualTo(1);
    }
  }

  @Test
  void reportThatIsHandedBackIsClaimedAgainWhenItsTimeHasCome() throws IOException {
    try (ReportStore store = open()) {
      store.add(sessions(FI, SUCCESS, 1));
      store.retryAt(claim(store, NOW).orElseThrow(), LATER);
      assertThat(store.unreported(TODAY, LATER.minusMillis(1))).isEmpty();
      assertThat(claim(store, LATER.minusMillis(1))).isEmpty();
      assertThat(store.unreported(TODAY, LATER)).containsExactly(FI);
      assertThat(claim(store, LATER).map(ReportClaim::tries)).contains(2);
    }
  }
}
