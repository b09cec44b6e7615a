package org.enforcedtls.reporting.count;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.observe.DeliveryListener;
import org.enforcedtls.outcome.PublishedPolicy;
import org.enforcedtls.outcome.SessionJudgement;
import org.enforcedtls.policy.PolicyFinding;
import org.enforcedtls.reporting.report.FailureDetails;
import org.enforcedtls.reporting.report.FailureDetails.Ends;
import org.enforcedtls.reporting.report.PolicyResults;
import org.enforcedtls.reporting.report.ReportedPolicy;
import org.enforcedtls.reporting.report.ReportedPolicy.PolicyType;
import org.jspecify.annotations.Nullable;

/**
 * Counts the sessions of a client for TLS reports, if it is one of its listeners. Safe for use by
 * several threads at once.
 *
 * <p><em>Guarantees</em>: no delivery waits for a count to be written. The first count after a
 * pause is written at once, those that follow together, once a second; {@link #close} writes the
 * rest. So an orderly end loses nothing, and a process that is killed what it counted in its last
 * second. While the log cannot be written, counts wait in memory.
 *
 * <p>A client that sends reports must not have a counter among its listeners: sessions that carry
 * reports are in no report (RFC 8460 §3).
 */
public final class SessionCounter implements DeliveryListener, AutoCloseable {
  private final CountBuffer buffer;
  private final InstantSource clock;
  private final @Nullable String sendingAddress;

  private SessionCounter(Builder builder) {
    this.buffer = new CountBuffer(builder.log);
    this.clock = builder.clock;
    this.sendingAddress = builder.sendingAddress;
  }

  /**
   * Starts a counter.
   *
   * @param log keeps what is counted; it is not closed with the counter
   * @return a builder
   */
  public static Builder builder(CountLog log) {
    return new Builder(requireNonNull(log, "log"));
  }

  @Override
  public void sessionJudged(Domain recipientDomain, SessionJudgement judgement) {
    ReportedPolicy policy = reported(judgement.policy());
    if (judgement.isMet()) {
      count(recipientDomain, judgement, new PolicyResults(policy, 1, 0, List.of()));
      return;
    }
    List<FailureDetails> failures = ReportedCauses.failures(judgement.breaches(), ends(judgement));
    if (!failures.isEmpty()) {
      count(recipientDomain, judgement, new PolicyResults(policy, 0, 1, failures));
    }
  }

  /**
   * RFC 8460 §1.1: the policy domain of TLSA records is their base domain; but it is the owner of
   * the recipient domain who misses mail, and mostly the only one who asks for reports.
   */
  private void count(Domain recipientDomain, SessionJudgement judgement, PolicyResults results) {
    count(recipientDomain, results);
    Domain policyDomain = judgement.policy().domain();
    if (!policyDomain.equals(recipientDomain)) {
      count(policyDomain, results);
    }
  }

  /** A fetch that failed is one session that failed, with the policy host. */
  @Override
  public void policyFetched(Domain policyDomain, List<PolicyFinding> findings) {
    List<FailureDetails> failures = ReportedCauses.failures(findings);
    if (!failures.isEmpty()) {
      ReportedPolicy unknown =
          new ReportedPolicy(PolicyType.STS, policyDomain.aLabels(), List.of(), List.of());
      count(policyDomain, new PolicyResults(unknown, 0, 1, failures));
    }
  }

  private void count(Domain domain, PolicyResults results) {
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    buffer.add(new CountedSession(domain, day, results));
  }

  private static ReportedPolicy reported(PublishedPolicy policy) {
    return new ReportedPolicy(
        switch (policy.kind()) {
          case MTA_STS -> PolicyType.STS;
          case TLSA -> PolicyType.TLSA;
          case NOTHING -> PolicyType.NO_POLICY_FOUND;
        },
        policy.domain().aLabels(),
        policy.text(),
        policy.mxPatterns());
  }

  private Ends ends(SessionJudgement judgement) {
    Optional<String> address = judgement.attempt().address().map(InetAddress::getHostAddress);
    return new Ends(
        sendingAddress, judgement.attempt().mxHost().aLabels(), null, address.orElse(null));
  }

  /** Writes what is not written yet, and counts no more. Blocking; a repeated call does nothing. */
  @Override
  public void close() {
    buffer.close();
  }

  /** Builds a counter. For one thread. */
  public static final class Builder {
    private final CountLog log;
    private InstantSource clock = InstantSource.system();
    private @Nullable String sendingAddress;

    private Builder(CountLog log) {
      this.log = log;
    }

    /**
     * Sets the clock that tells the days; the system's unless set.
     *
     * @param clock the clock
     * @return this
     */
    public Builder clock(InstantSource clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Sets the address from which MX hosts see our connections come; not reported unless set, as a
     * host behind a translator of addresses does not know its own.
     *
     * @param address as the internet sees it
     * @return this
     */
    public Builder sendingAddress(InetAddress address) {
      this.sendingAddress = address.getHostAddress();
      return this;
    }

    /**
     * Builds the counter.
     *
     * @return the counter, to be closed after the client
     */
    public SessionCounter build() {
      return new SessionCounter(this);
    }
  }
}
