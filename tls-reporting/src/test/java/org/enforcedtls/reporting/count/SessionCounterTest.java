package org.enforcedtls.reporting.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.enforcedtls.address.Domain;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.PublishedPolicy;
import org.enforcedtls.outcome.SessionJudgement;
import org.enforcedtls.policy.PolicyFinding;
import org.enforcedtls.reporting.TestClock;
import org.enforcedtls.reporting.report.FailureDetails;
import org.enforcedtls.reporting.report.FailureDetails.Ends;
import org.enforcedtls.reporting.report.PolicyResults;
import org.enforcedtls.reporting.report.ReportedPolicy;
import org.enforcedtls.reporting.report.ReportedPolicy.PolicyType;
import org.enforcedtls.reporting.report.ResultType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionCounterTest {
  private static final Domain FI = Domain.of("fi.example");
  private static final Domain MX = Domain.of("mx.hoster.example");
  private static final LocalDate DAY = LocalDate.parse("2026-11-27");
  private static final PublishedPolicy STS =
      new PublishedPolicy(
          PublishedPolicy.Kind.MTA_STS, FI, List.of("version: STSv1"), List.of("*.fi.example"));
  private static final ReportedPolicy REPORTED_STS =
      new ReportedPolicy(
          PolicyType.STS, "fi.example", List.of("version: STSv1"), List.of("*.fi.example"));
  private static final PolicyResults SUCCESS = new PolicyResults(REPORTED_STS, 1, 0, List.of());

  private final TestClock clock = new TestClock("2026-11-27T23:59:59Z");
  private final MemoryLog log = new MemoryLog();
  private final SessionCounter counter = SessionCounter.builder(log).clock(clock).build();

  /** Fails as often as it is told to. */
  private static final class MemoryLog implements CountLog {
    private final Map<CountedSession, Long> counts = new HashMap<>();
    private int failures;
    private boolean hasBug;

    @Override
    public synchronized void add(Map<CountedSession, Long> more) throws IOException {
      if (failures-- > 0) {
        notifyAll();
        if (hasBug) {
          throw new IllegalStateException("a bug");
        }
        throw new IOException("disk full");
      }
      more.forEach((session, sessions) -> counts.merge(session, sessions, Long::sum));
      notifyAll();
    }

    synchronized void awaitWrite() throws InterruptedException {
      while (counts.isEmpty()) {
        wait();
      }
    }
  }

  private static SessionJudgement session(PublishedPolicy policy, CauseCode... breaches)
      throws IOException {
    Attempt attempt =
        Attempt.builder(MX, 10, Instant.EPOCH)
            .address(InetAddress.getByName("2001:db8::25"))
            .build();
    return new SessionJudgement(
        attempt, policy, Stream.of(breaches).map(code -> Cause.of(code, "text")).toList());
  }

  private static FailureDetails failure(ResultType type, @Nullable String reason) {
    Ends between = new Ends(null, "mx.hoster.example", null, "2001:db8:0:0:0:0:0:25");
    return new FailureDetails(type, between, 1, null, reason);
  }

  private static CountedSession counted(PolicyResults results) {
    return new CountedSession(FI, DAY, results);
  }

  private Map<CountedSession, Long> written() {
    counter.close();
    return log.counts;
  }

  @Test
  void laterSuccessDoesNotEraseAnEarlierFailure() throws IOException {
    counter.sessionJudged(FI, session(STS, CauseCode.CERTIFICATE_EXPIRED));
    counter.sessionJudged(FI, session(STS));
    counter.sessionJudged(FI, session(STS));
    PolicyResults failed =
        new PolicyResults(
            REPORTED_STS, 0, 1, List.of(failure(ResultType.CERTIFICATE_EXPIRED, null)));
    assertThat(written())
        .containsOnly(Map.entry(counted(SUCCESS), 2L), Map.entry(counted(failed), 1L));
  }

  @Test
  void sessionThatFailsInTwoWaysIsOneSession() throws IOException {
    counter.sessionJudged(
        FI, session(STS, CauseCode.CERTIFICATE_EXPIRED, CauseCode.CERTIFICATE_NAME_MISMATCH));
    PolicyResults failed =
        new PolicyResults(
            REPORTED_STS,
            0,
            1,
            List.of(
                failure(ResultType.CERTIFICATE_EXPIRED, null),
                failure(ResultType.CERTIFICATE_HOST_MISMATCH, "certificate-name-mismatch")));
    assertThat(written()).containsOnly(Map.entry(counted(failed), 1L));
  }

  @Test
  void sessionWithNoBreachThatIsReportedIsNeitherSuccessNorFailure() throws IOException {
    counter.sessionJudged(FI, session(STS, CauseCode.CIPHER_BELOW_FLOOR));
    counter.sessionJudged(FI, session(STS, CauseCode.TIMED_OUT));
    assertThat(written()).isEmpty();
  }

  @Test
  void tlsaRecordsAreReportedToTheOwnersOfDomainAndHost() throws IOException {
    PublishedPolicy records =
        new PublishedPolicy(PublishedPolicy.Kind.TLSA, MX, List.of("3 1 1 00"), List.of());
    counter.sessionJudged(FI, session(records));
    PolicyResults success =
        new PolicyResults(
            new ReportedPolicy(
                PolicyType.TLSA, "mx.hoster.example", List.of("3 1 1 00"), List.of()),
            1,
            0,
            List.of());
    assertThat(written())
        .containsOnly(
            Map.entry(new CountedSession(FI, DAY, success), 1L),
            Map.entry(new CountedSession(MX, DAY, success), 1L));
  }

  @Test
  void sessionIsOfTheDayOfUtcInWhichItEnds() throws IOException {
    counter.sessionJudged(FI, session(STS));
    clock.set("2026-11-28T00:00:00Z");
    counter.sessionJudged(FI, session(STS));
    assertThat(written().keySet())
        .containsExactlyInAnyOrder(
            counted(SUCCESS), new CountedSession(FI, DAY.plusDays(1), SUCCESS));
  }

  @Test
  void failedFetchIsOneFailedSessionUnderAPolicyWithoutText() {
    counter.policyFetched(FI, List.of());
    counter.policyFetched(
        FI, List.of(new PolicyFinding(PolicyFinding.Kind.STS_CACHE_UNWRITABLE, "ours")));
    counter.policyFetched(
        FI, List.of(new PolicyFinding(PolicyFinding.Kind.STS_NOT_VERIFIED, "theirs")));
    PolicyResults failed =
        new PolicyResults(
            new ReportedPolicy(PolicyType.STS, "fi.example", List.of(), List.of()),
            0,
            1,
            List.of(
                new FailureDetails(
                    ResultType.STS_WEBPKI_INVALID,
                    new Ends(null, null, null, null),
                    1,
                    null,
                    "sts-not-verified")));
    assertThat(written()).containsOnly(Map.entry(counted(failed), 1L));
  }

  @Test
  void sendingAddressIsReportedIfItIsKnown() throws IOException {
    try (SessionCounter known =
        SessionCounter.builder(log)
            .clock(clock)
            .sendingAddress(InetAddress.getByName("192.0.2.200"))
            .build()) {
      known.sessionJudged(FI, session(STS, CauseCode.STARTTLS_NOT_OFFERED));
    }
    assertThat(log.counts.keySet())
        .singleElement()
        .satisfies(
            session ->
                assertThat(session.results().failures().get(0).between().sendingAddress())
                    .isEqualTo("192.0.2.200"));
  }

  @Test
  void firstCountIsWrittenWithoutBeingAskedFor() throws IOException, InterruptedException {
    counter.sessionJudged(FI, session(STS));
    log.awaitWrite();
    assertThat(written()).containsOnly(Map.entry(counted(SUCCESS), 1L));
  }

  @Test
  void whatCannotBeWrittenIsWrittenLater() throws IOException {
    log.failures = 1;
    counter.sessionJudged(FI, session(STS));
    assertThat(writtenByTwoTries()).containsOnly(Map.entry(counted(SUCCESS), 1L));
  }

  @Test
  void logWithABugLosesNothing() throws IOException {
    log.failures = 1;
    log.hasBug = true;
    counter.sessionJudged(FI, session(STS));
    assertThat(writtenByTwoTries()).containsOnly(Map.entry(counted(SUCCESS), 1L));
  }

  /** Closing is the second one, once the first has failed. */
  private Map<CountedSession, Long> writtenByTwoTries() {
    synchronized (log) {
      while (log.failures >= 1) {
        try {
          log.wait();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }
    return written();
  }

  @Test
  void closedCounterCountsNoMore() throws IOException {
    counter.close();
    counter.sessionJudged(FI, session(STS));
    assertThat(written()).isEmpty();
  }
}
