package org.enforcedtls.policy.mtasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enforcedtls.policy.mtasts.ScriptedDomain.DOMAIN;
import static org.enforcedtls.policy.mtasts.ScriptedDomain.START;
import static org.enforcedtls.policy.mtasts.ScriptedDomain.UNREACHABLE;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.MxPattern;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicyFinding;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.Stage;
import org.enforcedtls.policy.TlsPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MtaStsSourceTest {
  private static final int WEEK = 604_800;
  private static final String ONE = "v=STSv1; id=1;";
  private static final String TWO = "v=STSv1; id=2;";
  private static final Duration LATER = Duration.ofMinutes(5);

  private final ScriptedDomain domain = new ScriptedDomain();
  private final PolicyCache cache = PolicyCache.inMemory();
  private final MtaStsSource source = domain.source(cache);

  /** What is remembered from an earlier day. */
  private void remembered() {
    domain.announces(ONE).serves("enforce", WEEK);
    assertThat(stage()).isEqualTo(Stage.ENFORCE);
    domain.passes(Duration.ofHours(1)).serves(UNREACHABLE);
  }

  @Test
  void publishedPolicyBecomesAPolicyOfOurs() {
    domain.announces(ONE).serves("enforce", WEEK);
    TlsPolicy policy = found();
    assertThat(policy.origin())
        .isEqualTo(
            new PolicyOrigin(
                PolicyOrigin.Kind.MTA_STS, "https://mta-sts.fi.example/.well-known/mta-sts.txt"));
    assertThat(policy.domain()).contains(DOMAIN);
    assertThat(policy.mxAdmission().admits(Domain.of("mx.fi.example"))).isTrue();
    assertThat(policy.mxAdmission().admits(Domain.of("mx.other.example"))).isFalse();
    assertThat(policy.certificate().anchors()).isEmpty();
    assertThat(policy.enforcement().stage()).isEqualTo(Stage.ENFORCE);
    assertThat(domain.told()).containsExactly(List.of());
  }

  @Test
  void testingOnlyObserves() {
    domain.announces(ONE).serves("testing", WEEK);
    assertThat(stage()).isEqualTo(Stage.OBSERVE);
  }

  @Test
  void modeNoneIsNoPolicyAndIsRemembered() {
    domain.announces(ONE).serves("none", WEEK);
    assertThat(answer()).isEqualTo(new PolicyAnswer.Absent());
    domain.passes(LATER);
    assertThat(answer()).isEqualTo(new PolicyAnswer.Absent());
    assertThat(domain.fetches()).isEqualTo(1);
  }

  @Test
  void answerStandsWithoutAnotherLook() {
    domain.announces(ONE).serves("enforce", WEEK);
    PolicyAnswer first = answer();
    domain.passes(Duration.ofSeconds(299)).announcesNothing();
    assertThat(answer()).isSameAs(first);
    assertThat(domain.lookUps()).isEqualTo(1);
  }

  @Test
  void sameIdFetchesNothing() {
    remembered();
    assertThat(stage()).isEqualTo(Stage.ENFORCE);
    assertThat(domain.lookUps()).isEqualTo(2);
    assertThat(domain.fetches()).isEqualTo(1);
  }

  @Test
  void changedIdFetchesAndReplaces() {
    remembered();
    domain.announces(TWO).serves("none", 60);
    assertThat(answer()).isEqualTo(new PolicyAnswer.Absent());
    assertThat(cache.find(DOMAIN))
        .isInstanceOfSatisfying(
            CacheEntry.Kept.class, kept -> assertThat(kept.policy().id()).isEqualTo("2"));
  }

  @Test
  void rememberedPolicyCountsWhileTheNewOneCannotBeFetched() {
    remembered();
    domain.announces(TWO);
    assertThat(stage()).isEqualTo(Stage.ENFORCE);
    assertThat(answer().findings())
        .extracting(PolicyFinding::kind)
        .containsExactly(PolicyFinding.Kind.STS_UNREACHABLE);
    domain.passes(Duration.ofSeconds(299));
    answer();
    assertThat(domain.fetches()).isEqualTo(2);
    domain.passes(Duration.ofSeconds(1)).serves("testing", WEEK);
    assertThat(stage()).isEqualTo(Stage.OBSERVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v=STSv1; id=", "v=STSv1; id=1 + v=STSv1; id=1", "v=spf1 -all"})
  void recordThatVanishesTakesNothingBack(String records) {
    remembered();
    domain.announces(records.split(" \\+ "));
    assertThat(stage()).isEqualTo(Stage.ENFORCE);
    domain.passes(Duration.ofDays(7));
    assertThat(answer()).isInstanceOf(PolicyAnswer.Absent.class);
    assertThat(domain.fetches()).isEqualTo(1);
  }

  @Test
  void dnsThatFailsTakesNothingBackAndIsNeverTakenForNone() {
    domain.dnsFails();
    assertThat(answer()).isEqualTo(new PolicyAnswer.Unavailable("SERVFAIL of _mta-sts"));
    remembered();
    domain.dnsFails();
    assertThat(stage()).isEqualTo(Stage.ENFORCE);
    domain.passes(Duration.ofDays(7));
    assertThat(answer()).isInstanceOf(PolicyAnswer.Unavailable.class);
  }

  @Test
  void failureOfTheDnsDoesNotStand() {
    domain.dnsFails();
    assertThat(answer()).isInstanceOf(PolicyAnswer.Unavailable.class);
    domain.announcesNothing();
    assertThat(answer()).isInstanceOf(PolicyAnswer.Absent.class);
  }

  @Test
  void fetchThatFailsOnFirstContactIsNoPolicyWithAFinding() {
    domain.announces(ONE);
    assertThat(answer()).isInstanceOf(PolicyAnswer.Absent.class);
    assertThat(answer().findings())
        .extracting(finding -> finding.kind().resultType().orElseThrow())
        .containsExactly("sts-policy-fetch-error");
    assertThat(domain.fetches()).isEqualTo(1);
    assertThat(domain.told()).hasSize(1);
  }

  @Test
  void textThatIsNoPolicyIsNoPolicyWithAFinding() {
    domain.announces(ONE).serves(new PolicyFetch.Fetched("<html>"));
    assertThat(answer()).isInstanceOf(PolicyAnswer.Absent.class);
    assertThat(answer().findings())
        .containsExactly(
            new PolicyFinding(
                PolicyFinding.Kind.STS_POLICY_INVALID,
                "line 1: expected a field such as \"mode: enforce\", found \"<html>\""));
  }

  @Test
  void invalidPolicyReplacesNothing() {
    remembered();
    domain.announces(TWO).serves(new PolicyFetch.Fetched("version: STSv1"));
    assertThat(stage()).isEqualTo(Stage.ENFORCE);
  }

  @Test
  void unusableRecordIsAFinding() {
    domain.announces(ONE, TWO);
    assertThat(answer().findings())
        .extracting(PolicyFinding::kind)
        .containsExactly(PolicyFinding.Kind.STS_RECORD_UNUSABLE);
    assertThat(domain.fetches()).isZero();
  }

  @Test
  void policyWithoutAgeCountsForFiveMinutes() {
    domain.announces(ONE).serves("enforce", 0);
    assertThat(stage()).isEqualTo(Stage.ENFORCE);
    domain.serves(UNREACHABLE).passes(Duration.ofSeconds(299));
    assertThat(stage()).isEqualTo(Stage.ENFORCE);
    domain.passes(Duration.ofSeconds(1));
    assertThat(answer()).isInstanceOf(PolicyAnswer.Absent.class);
  }

  @Test
  void anotherSourceOnTheCacheGoesOnWhereTheFirstEnded() {
    remembered();
    MtaStsSource restarted = domain.source(cache);
    domain.announcesNothing();
    assertThat(restarted.policyFor(DOMAIN)).isInstanceOf(PolicyAnswer.Found.class);
  }

  @Test
  void damagedMemoryHoldsUntilThePolicyIsFetchedAnew() {
    MtaStsSource damaged = domain.source(new BrokenCache());
    for (ScriptedDomain each : List.of(domain.announcesNothing(), domain.announces(ONE))) {
      assertThat(damaged.policyFor(DOMAIN))
          .as("%s", each.lookUps())
          .isInstanceOfSatisfying(
              PolicyAnswer.Unavailable.class,
              unavailable -> assertThat(unavailable.why()).contains("a torn page"));
    }
    domain.passes(LATER).serves("enforce", WEEK);
    PolicyAnswer answer = damaged.policyFor(DOMAIN);
    assertThat(answer).isInstanceOf(PolicyAnswer.Found.class);
    assertThat(answer.findings())
        .extracting(PolicyFinding::kind)
        .containsExactly(
            PolicyFinding.Kind.STS_CACHE_DAMAGED, PolicyFinding.Kind.STS_CACHE_UNWRITABLE);
  }

  @Test
  void policyThatCannotBeWrittenDownIsRememberedWhileTheProcessLives() {
    MtaStsSource full = domain.source(new BrokenCache());
    domain.announces(ONE).serves("enforce", WEEK);
    full.policyFor(DOMAIN);
    domain.passes(Duration.ofHours(1)).announcesNothing();
    assertThat(full.policyFor(DOMAIN)).isInstanceOf(PolicyAnswer.Found.class);
  }

  /** Whatever was in it cannot be read, and nothing can be written. */
  private static final class BrokenCache implements PolicyCache {
    @Override
    public CacheEntry find(Domain domain) {
      return new CacheEntry.Damaged(domain, "a torn page");
    }

    @Override
    public void keep(CachedPolicy policy) throws IOException {
      throw new IOException("no space left");
    }

    @Override
    public boolean purge(Domain domain) {
      return false;
    }

    @Override
    public List<CacheEntry> list() {
      return List.of(find(DOMAIN));
    }
  }

  @Test
  void policyIsRefreshedWithinADayThoughNobodyAsks() {
    domain.announces(ONE).serves("enforce", WEEK);
    answer();
    domain.passes(Duration.ofHours(17));
    source.refresh();
    assertThat(domain.fetches()).isEqualTo(1);
    domain.passes(Duration.ofHours(7));
    source.refresh();
    source.refresh();
    assertThat(domain.fetches()).isEqualTo(2);
    domain.passes(Duration.ofDays(7).minusSeconds(1)).announcesNothing();
    assertThat(stage()).isEqualTo(Stage.ENFORCE);
  }

  @Test
  void policyOfAShortLifeIsRefreshedAtItsHalf() {
    domain.announces(ONE).serves("enforce", 3600);
    answer();
    domain.passes(Duration.ofMinutes(30));
    source.refresh();
    assertThat(domain.fetches()).isEqualTo(2);
  }

  @Test
  void refreshThatFailsChangesNothingAndWaits() {
    domain.announces(ONE).serves("enforce", WEEK);
    answer();
    domain.passes(Duration.ofDays(1)).serves(UNREACHABLE);
    source.refresh();
    source.refresh();
    assertThat(domain.fetches()).isEqualTo(2);
    assertThat(stage()).isEqualTo(Stage.ENFORCE);
    domain.passes(LATER);
    source.refresh();
    assertThat(domain.fetches()).isEqualTo(3);
    assertThat(domain.told()).hasSize(3);
  }

  @Test
  void policyThatIsNoLongerAnnouncedIsNotRefreshed() {
    domain.announces(ONE).serves("enforce", WEEK);
    answer();
    domain.announcesNothing().passes(Duration.ofDays(1));
    source.refresh();
    domain.dnsFails();
    source.refresh();
    assertThat(domain.fetches()).isEqualTo(1);
  }

  @Test
  void refreshesAreSpreadOverAQuarterOfTheDay() {
    StsPolicy policy = new StsPolicy(StsPolicy.Mode.NONE, List.of(), Duration.ofDays(7));
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      CachedPolicy cached = new CachedPolicy(Domain.of("d" + i + ".example"), "1", policy, START);
      waits.add(Duration.between(START, cached.refreshAt()));
    }
    assertThat(waits).allMatch(wait -> wait.compareTo(Duration.ofHours(18)) >= 0);
    assertThat(waits).allMatch(wait -> wait.compareTo(Duration.ofHours(24)) <= 0);
    assertThat(waits.stream().map(Duration::toHours).distinct().count()).isGreaterThan(3);
  }

  @Test
  void thoseWhoWantTheSameAtOnceShareOneFetch() throws Exception {
    domain.announces(ONE);
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    MtaStsSource slow =
        MtaStsSource.builder(
                domain,
                policyDomain -> {
                  reached.countDown();
                  awaitUnlessInterrupted(go);
                  return domain.serves("enforce", WEEK).fetch(policyDomain);
                })
            .clock(domain)
            .build();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<PolicyAnswer>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(threads.submit(() -> slow.policyFor(DOMAIN)));
      }
      reached.await();
      go.countDown();
      for (Future<PolicyAnswer> answer : answers) {
        assertThat(answer.get()).isInstanceOf(PolicyAnswer.Found.class);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(domain.fetches()).isEqualTo(1);
    assertThat(domain.lookUps()).isEqualTo(1);
  }

  private static void awaitUnlessInterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void interruptionOfOneConcernsNoOther() {
    Thread.currentThread().interrupt();
    domain.dnsFails();
    assertThat(answer()).isInstanceOf(PolicyAnswer.Unavailable.class);
    assertThat(Thread.interrupted()).isTrue();
    domain.announces(ONE).serves("enforce", WEEK);
    assertThat(stage()).isEqualTo(Stage.ENFORCE);
  }

  @Test
  void patternsAreThoseOfThePolicy() {
    domain
        .announces(ONE)
        .serves(
            new PolicyFetch.Fetched(
                "version: STSv1\nmode: enforce\nmx: *.fi.example\nmx: b.example\nmax_age: 60"));
    assertThat(found().mxAdmission().hosts())
        .extracting(mx -> mx.pattern())
        .containsExactly(MxPattern.of("*.fi.example"), MxPattern.of("b.example"));
  }

  private Stage stage() {
    return found().enforcement().stage();
  }

  private TlsPolicy found() {
    PolicyAnswer answer = answer();
    assertThat(answer).isInstanceOf(PolicyAnswer.Found.class);
    return ((PolicyAnswer.Found) answer).policies().get(0);
  }

  private PolicyAnswer answer() {
    return source.policyFor(DOMAIN);
  }
}
