package org.enforcedtls.reporting.sending;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.dns.DnsAnswer;
import org.enforcedtls.dns.TxtRecord;
import org.enforcedtls.dns.UnderscoredName;
import org.enforcedtls.reporting.report.ReportingRecord;
import org.enforcedtls.reporting.report.TlsReport;
import org.enforcedtls.reporting.store.ReportClaim;
import org.enforcedtls.reporting.store.ReportDay;
import org.enforcedtls.reporting.store.ReportEnding;
import org.enforcedtls.reporting.store.ReportStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the reports that are due. To be asked every hour or so, on one node or on several. Safe for
 * use by several threads at once.
 *
 * <p><em>Guarantees</em>: whoever took a report, and whose receipt arrived, is not given it again,
 * by no node; each report has one id. What it does not promise: that a report is there once if a
 * receipt is lost.
 */
public final class ReportSender {
  private static final Logger LOG = LoggerFactory.getLogger(ReportSender.class);
  private static final String LABELS = "_smtp._tls";

  private final ReportStore store;
  private final EnforcedTlsClient client;
  private final Submitter submitter;
  private final ReportMailer mailer;
  private final InstantSource clock;

  private ReportSender(Builder builder) {
    this.store = builder.store;
    this.client = builder.client;
    this.submitter = builder.submitter;
    this.mailer = builder.mailer;
    this.clock = builder.clock;
  }

  /**
   * Starts a sender.
   *
   * @param store what is counted
   * @param client by which records are looked up and reports leave; without a counter among its
   *     listeners
   * @param submitter who reports
   * @return a builder of a sender that mails by the client
   */
  public static Builder builder(ReportStore store, EnforcedTlsClient client, Submitter submitter) {
    return new Builder(store, client, submitter);
  }

  /**
   * Sends what is due, and forgets what is older than a week. Blocking.
   *
   * @return what came of each report that was tried
   * @throws IOException if the store cannot be used
   */
  public List<SendingResult> sendDue() throws IOException {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    int forgotten = store.forget(today.minusDays(ReportTimes.MAX_AGE_DAYS));
    if (forgotten > 0) {
      LOG.warn("{} kinds of sessions are too old to be reported, and forgotten", forgotten);
    }
    List<SendingResult> results = new ArrayList<>();
    for (ReportDay about : store.unreported(today, now)) {
      if (!ReportTimes.dueAt(about, submitter.domain()).isAfter(now)) {
        Optional<ReportClaim> claim =
            store.claim(about, newId(), clock.instant(), clock.instant().plus(ReportTimes.LEASE));
        if (claim.isPresent()) {
          results.add(send(claim.get()));
        }
      }
    }
    return results;
  }

  private String newId() {
    return UUID.randomUUID() + "@" + submitter.domain().aLabels();
  }

  private SendingResult send(ReportClaim claim) throws IOException {
    DnsAnswer<TxtRecord> answer =
        client.dnsClient().txt(new UnderscoredName(LABELS, claim.about().domain()));
    if (answer.failure().isPresent()) {
      return later(claim, List.of("the DNS: " + answer.failure().get().detail()));
    }
    Optional<ReportingRecord> record =
        ReportingRecord.parse(answer.records().stream().map(TxtRecord::text).toList());
    if (record.isEmpty()) {
      return end(claim, ReportEnding.UNWANTED, List.of());
    }
    List<String> troubles = sendToEach(claim, record.get());
    return troubles.isEmpty() ? end(claim, ReportEnding.SENT, List.of()) : later(claim, troubles);
  }

  private List<String> sendToEach(ReportClaim claim, ReportingRecord record) throws IOException {
    ReportMail mail = build(claim);
    List<String> troubles = new ArrayList<>();
    for (Destination destination : record.destinations().stream().map(Destination::new).toList()) {
      if (!claim.taken().contains(destination.toString())) {
        Optional<String> trouble = send(mail, destination);
        if (trouble.isPresent()) {
          troubles.add(destination + ": " + trouble.get());
        } else {
          store.taken(claim, destination.toString());
        }
      }
    }
    return troubles;
  }

  private ReportMail build(ReportClaim claim) throws IOException {
    ReportDay about = claim.about();
    TlsReport report =
        new TlsReport(
            submitter.organization(),
            ReportTimes.beginOf(about.day()),
            ReportTimes.endOf(about.day()),
            submitter.contact().toString(),
            claim.reportId(),
            store.results(about));
    return new ReportMail(submitter, about, report);
  }

  /** Why it was not taken; empty if it was. */
  private Optional<String> send(ReportMail mail, Destination destination) {
    try {
      if (destination.isMail()) {
        mailer.mail(mail.to(destination.mailbox(), clock.instant()));
      } else {
        client.postOverHttps(destination.uri(), ReportMail.mediaType(), mail.packed());
      }
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      // A URL may be of a form that nobody can post to.
      LOG.debug("a report to {}", destination, e);
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private SendingResult later(ReportClaim claim, List<String> troubles) throws IOException {
    Instant now = clock.instant();
    if (!now.isBefore(claim.firstTriedAt().plus(ReportTimes.PATIENCE))) {
      LOG.warn("the TLS report on {} is given up: {}", claim.about(), troubles);
      return end(claim, ReportEnding.GIVEN_UP, troubles);
    }
    store.retryAt(claim, now.plus(ReportTimes.RETRY));
    return new SendingResult(claim.about(), Optional.empty(), troubles);
  }

  private SendingResult end(ReportClaim claim, ReportEnding ending, List<String> troubles)
      throws IOException {
    store.end(claim, ending);
    return new SendingResult(claim.about(), Optional.of(ending), troubles);
  }

  /** Builds a sender. For one thread. */
  public static final class Builder {
    private final ReportStore store;
    private final EnforcedTlsClient client;
    private final Submitter submitter;
    private ReportMailer mailer;
    private InstantSource clock = InstantSource.system();

    private Builder(ReportStore store, EnforcedTlsClient client, Submitter submitter) {
      this.store = requireNonNull(store, "store");
      this.client = requireNonNull(client, "client");
      this.submitter = requireNonNull(submitter, "submitter");
      this.mailer = ReportMailer.by(client);
    }

    /**
     * Sets who takes reports by mail; {@link ReportMailer#by} the client unless set.
     *
     * @param mailer such as one that hands them to a relay that signs
     * @return this
     */
    public Builder mailer(ReportMailer mailer) {
      this.mailer = requireNonNull(mailer, "mailer");
      return this;
    }

    /**
     * Sets the clock that says which days are over; the system's unless set.
     *
     * @param clock the clock
     * @return this
     */
    public Builder clock(InstantSource clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Builds the sender.
     *
     * @return the sender
     */
    public ReportSender build() {
      return new ReportSender(this);
    }
  }
}
