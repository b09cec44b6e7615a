package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.enforcedtls.trust.Recipe.NOW;
import static org.enforcedtls.trust.Verdicts.INTERMEDIATE;
import static org.enforcedtls.trust.Verdicts.ROOT;
import static org.enforcedtls.trust.Verdicts.SERVER;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.enforcedtls.trust.Recipe.Issued;
import org.enforcedtls.trust.RevocationAnswer.Good;
import org.enforcedtls.trust.RevocationAnswer.NoAnswer;
import org.enforcedtls.trust.RevocationAnswer.Revoked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is fetched again, and what is not. */
@Timeout(60)
final class RevocationCacheTest {
  private static final String URL = "http://ca.example/";
  private static final Duration DAY = Duration.ofDays(1);

  private final ScriptedFetcher fetcher = new ScriptedFetcher();
  private final RevocationCache cache = new RevocationCache(fetcher);

  @Test
  void answerIsKeptUntilItsNextUpdate() {
    Instant next = NOW.plus(Duration.ofHours(3));
    fetcher.on(URL, good().updates(NOW, next).octets());
    assertThat(ask(NOW)).isInstanceOf(Good.class);
    assertThat(ask(next.minusMillis(1))).isInstanceOf(Good.class);
    assertThat(fetches()).isEqualTo(1);
    ask(next);
    assertThat(fetches()).isEqualTo(2);
  }

  @Test
  void revocationIsKeptAsWell() {
    fetcher.on(URL, good().revoked("2026-11-20T00:00:00Z", 1).octets());
    assertThat(ask(NOW)).isInstanceOf(Revoked.class);
    assertThat(ask(NOW.plusSeconds(600))).isInstanceOf(Revoked.class);
    assertThat(fetches()).isEqualTo(1);
  }

  @Test
  void answerWithoutNextUpdateIsKeptWhileItCounts() {
    fetcher.on(URL, good().updates(NOW, null).octets());
    ask(NOW);
    ask(NOW.plusSeconds(299));
    assertThat(fetches()).isEqualTo(1);
    ask(NOW.plusSeconds(300));
    assertThat(fetches()).isEqualTo(2);
  }

  @Test
  void nothingIsKeptForLongerThanADay() {
    fetcher.on(URL, good().updates(NOW, NOW.plus(DAY.multipliedBy(300))).octets());
    ask(NOW);
    ask(NOW.plus(DAY).minusMillis(1));
    assertThat(fetches()).isEqualTo(1);
    ask(NOW.plus(DAY));
    assertThat(fetches()).isEqualTo(2);
  }

  @Test
  void oldAnswerThatIsStillValidDoesIfThereIsNoNewOne() {
    fetcher.on(URL, good().updates(NOW, NOW.plus(DAY.multipliedBy(2))).octets());
    ask(NOW);
    fetcher.down(URL);
    Instant later = NOW.plus(DAY);
    assertThat(ask(later)).isInstanceOf(Good.class);
    assertThat(ask(later.plusSeconds(59))).isInstanceOf(Good.class);
    assertThat(fetches()).isEqualTo(2);
    assertThat(ask(later.plusSeconds(60))).isInstanceOf(Good.class);
    assertThat(fetches()).isEqualTo(3);
    assertThat(ask(NOW.plus(DAY.multipliedBy(3)))).isInstanceOf(NoAnswer.class);
  }

  @Test
  void garbageDoesNotReplaceAnAnswerThatIsStillValid() {
    fetcher.on(URL, good().updates(NOW, NOW.plus(DAY.multipliedBy(2))).octets());
    ask(NOW);
    fetcher.on(URL, new byte[] {1});
    assertThat(ask(NOW.plus(DAY))).isInstanceOf(Good.class);
  }

  @Test
  void newAnswerReplacesTheOldOne() {
    fetcher.on(URL, good().updates(NOW, NOW.plus(DAY.multipliedBy(2))).octets());
    ask(NOW);
    fetcher.on(
        URL,
        good()
            .revoked("2026-11-20T00:00:00Z", 1)
            .updates(NOW, NOW.plus(DAY.multipliedBy(2)))
            .octets());
    assertThat(ask(NOW.plus(DAY))).isInstanceOf(Revoked.class);
  }

  @Test
  void failureIsKeptForAMinute() {
    assertThat(ask(NOW)).isInstanceOf(NoAnswer.class);
    fetcher.on(URL, good().octets());
    assertThat(ask(NOW.plusSeconds(59))).isInstanceOf(NoAnswer.class);
    assertThat(fetches()).isEqualTo(1);
    assertThat(ask(NOW.plusSeconds(60))).isInstanceOf(Good.class);
    assertThat(fetches()).isEqualTo(2);
  }

  @Test
  void answerThatIsNotValidIsKeptForAMinute() {
    fetcher.on(URL, good().signedBy(ROOT).octets());
    assertThat(ask(NOW)).isInstanceOf(NoAnswer.class);
    ask(NOW.plusSeconds(59));
    assertThat(fetches()).isEqualTo(1);
    ask(NOW.plusSeconds(60));
    assertThat(fetches()).isEqualTo(2);
  }

  @Test
  void clockThatWasSetBackKeepsNothingAlive() {
    fetcher.on(URL, good().octets());
    ask(NOW);
    ask(NOW.minusSeconds(1));
    assertThat(fetches()).isEqualTo(2);
  }

  @Test
  void answerIsFetchedAnewWhenItsResponderExpires() {
    Issued responder =
        Recipe.subject("CN=Responder")
            .nonCritical(
                Extension.extendedKeyUsage,
                new org.bouncycastle.asn1.x509.ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning))
            .notAfter("2026-11-24T12:30:00Z")
            .issuedBy(INTERMEDIATE);
    fetcher.on(URL, good().signedBy(responder).enclosing(responder).octets());
    assertThat(ask(NOW)).isInstanceOf(Good.class);
    assertThat(ask(NOW.plusSeconds(1801))).isInstanceOf(NoAnswer.class);
    assertThat(fetches()).isEqualTo(2);
  }

  @Test
  void listIsFetchedOnceForAllCertificatesOfAnIssuer() {
    Issued other = Recipe.server("other.example").issuedBy(INTERMEDIATE);
    fetcher.on(
        URL, CrlRecipe.of(INTERMEDIATE).revoking(SERVER, "2026-11-20T00:00:00Z", 1).octets());
    assertThat(askList(SERVER, INTERMEDIATE)).isInstanceOf(Revoked.class);
    assertThat(askList(other, INTERMEDIATE)).isInstanceOf(Good.class);
    assertThat(fetches()).isEqualTo(1);
  }

  @Test
  void listOfAnotherIssuerIsFetchedByItself() {
    fetcher.on(URL, CrlRecipe.of(ROOT).octets());
    assertThat(askList(SERVER, INTERMEDIATE))
        .hasToString("no answer (CRL http://ca.example/ is of another issuer)");
    assertThat(askList(INTERMEDIATE, ROOT)).isInstanceOf(Good.class);
    assertThat(fetches()).isEqualTo(2);
  }

  @Test
  void listThatDoesNotCoverACertificateIsNotFetchedAgainForIt() {
    fetcher.on(
        URL,
        CrlRecipe.of(INTERMEDIATE)
            .extension(
                Extension.issuingDistributionPoint,
                true,
                new IssuingDistributionPoint(null, false, true, null, false, false))
            .octets());
    assertThat(askList(SERVER, INTERMEDIATE))
        .hasToString("no answer (CRL http://ca.example/ covers certificates of another kind)");
    cache.answer(RevocationSource.CRL, URI.create(URL), issued(SERVER), NOW.plusSeconds(600));
    assertThat(fetches()).isEqualTo(1);
  }

  @Test
  void severalThatWantTheSameShareOneFetch() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    AtomicInteger fetches = new AtomicInteger();
    byte[] octets = good().octets();
    RevocationCache shared =
        new RevocationCache(
            new RevocationFetcher() {
              @Override
              public byte[] ocspResponse(URI responder, byte[] request) {
                fetches.incrementAndGet();
                asked.countDown();
                awaitQuietly(answer);
                return octets;
              }

              @Override
              public byte[] crl(URI location) {
                throw new AssertionError(location);
              }
            });
    List<Thread> threads = new ArrayList<>();
    List<CompletableFuture<RevocationAnswer>> answers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      CompletableFuture<RevocationAnswer> each = new CompletableFuture<>();
      Thread thread =
          new Thread(
              () ->
                  each.complete(
                      shared.answer(RevocationSource.OCSP, URI.create(URL), issued(SERVER), NOW)));
      answers.add(each);
      threads.add(thread);
      thread.start();
    }
    asked.await();
    while (threads.stream().filter(thread -> thread.getState() == Thread.State.WAITING).count()
        < 4) {
      Thread.onSpinWait();
    }
    answer.countDown();
    for (CompletableFuture<RevocationAnswer> each : answers) {
      assertThat(each.get()).isInstanceOf(Good.class);
    }
    assertThat(fetches).hasValue(1);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void fetchThatBreaksLeavesNobodyWaiting() {
    RevocationCache broken =
        new RevocationCache(
            new RevocationFetcher() {
              @Override
              public byte[] ocspResponse(URI responder, byte[] request) {
                throw new IllegalStateException("broken");
              }

              @Override
              public byte[] crl(URI location) {
                throw new IllegalStateException("broken");
              }
            });
    for (int i = 0; i < 2; i++) {
      assertThatIllegalStateException()
          .isThrownBy(
              () -> broken.answer(RevocationSource.OCSP, URI.create(URL), issued(SERVER), NOW))
          .withMessage("broken");
    }
  }

  @Test
  void failureOfAThreadThatWasInterruptedIsNotKept() {
    Thread.currentThread().interrupt();
    try {
      assertThat(ask(NOW)).isInstanceOf(NoAnswer.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    fetcher.on(URL, good().octets());
    assertThat(ask(NOW)).isInstanceOf(Good.class);
  }

  @Test
  void whatWasUsedLongestAgoMakesRoom() {
    fetcher.on(URL, good().octets());
    ask(NOW);
    for (int i = 0; i < RevocationCache.MAX_ENTRIES; i++) {
      if (i == RevocationCache.MAX_ENTRIES / 2) {
        ask(NOW);
      }
      askAt("http://ca.example/" + i);
    }
    int before = fetches();
    ask(NOW);
    assertThat(fetches()).isEqualTo(before);
    askAt("http://ca.example/0");
    assertThat(fetches()).isEqualTo(before + 1);
  }

  @Test
  void octetsAreBoundedToo() {
    byte[] third =
        CrlRecipe.of(INTERMEDIATE)
            .extension(
                Extension.auditIdentity,
                false,
                new DEROctetString(new byte[RevocationCache.MAX_OCTETS / 3]))
            .octets();
    for (String path : List.of("a", "b", "c", "c", "b")) {
      fetcher.on(URL + path, third);
      assertThat(cache.answer(RevocationSource.CRL, URI.create(URL + path), issued(SERVER), NOW))
          .isInstanceOf(Good.class);
    }
    assertThat(fetches()).isEqualTo(3);
    cache.answer(RevocationSource.CRL, URI.create(URL + "a"), issued(SERVER), NOW);
    assertThat(fetches()).isEqualTo(4);
  }

  private RevocationAnswer ask(Instant at) {
    return cache.answer(RevocationSource.OCSP, URI.create(URL), issued(SERVER), at);
  }

  private void askAt(String url) {
    cache.answer(RevocationSource.OCSP, URI.create(url), issued(SERVER), NOW);
  }

  private RevocationAnswer askList(Issued certificate, Issued issuer) {
    return cache.answer(
        RevocationSource.CRL,
        URI.create(URL),
        new IssuedCertificate(certificate.certificate(), issuer.certificate()),
        NOW);
  }

  private static IssuedCertificate issued(Issued certificate) {
    return new IssuedCertificate(certificate.certificate(), INTERMEDIATE.certificate());
  }

  private static OcspRecipe good() {
    return OcspRecipe.about(SERVER, INTERMEDIATE);
  }

  private int fetches() {
    return fetcher.fetched().size();
  }
}
