package org.enforcedtls.internal.delivery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.enforcedtls.address.Domain;
import org.enforcedtls.internal.time.Deadline;
import org.enforcedtls.message.ContentSurvey;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.observe.OutcomeListener;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.outcome.RecipientOutcome;

/**
 * The delivery of messages to all their recipients: those under one heading together, and the
 * headings side by side if there is an executor. Safe for use by several threads at once.
 */
public final class Delivery {
  /**
   * A lane is one thread, and one connection: fewer messages than that are not worth another one.
   */
  private static final int LEAST_MESSAGES_IN_LANE = 10;

  private final Settings settings;
  private final Listeners listeners;

  /**
   * Delivers with these settings.
   *
   * @param settings shared by all deliveries of a client
   */
  public Delivery(Settings settings) {
    this.settings = settings;
    this.listeners = new Listeners(settings.listeners());
  }

  /**
   * Delivers messages. Blocking.
   *
   * @param mails what, and to whom
   * @param listener is told each outcome as soon as it stands
   * @return a report for each message, in the order of the messages
   */
  public List<DeliveryReport> deliver(List<OutgoingMail> mails, OutcomeListener listener) {
    Deadline deadline = Deadline.in(settings.network().deadline());
    Map<Heading, List<Posting>> byHeading = new LinkedHashMap<>();
    List<Account> accounts = new ArrayList<>();
    for (OutgoingMail mail : mails) {
      Account account = Account.open(mail, outcome -> listeners.tell(listener, mail, outcome));
      accounts.add(account);
      for (Posting posting : account.postings()) {
        byHeading.computeIfAbsent(Heading.of(posting.mail()), h -> new ArrayList<>()).add(posting);
      }
    }
    deliver(byHeading, deadline);
    List<DeliveryReport> reports = accounts.stream().map(Account::report).toList();
    reports.forEach(listeners::concluded);
    return reports;
  }

  private void deliver(Map<Heading, List<Posting>> byHeading, Deadline deadline) {
    Cancellation cancellation = new Cancellation();
    List<Runnable> lanes = new ArrayList<>();
    byHeading.forEach(
        (heading, postings) ->
            lanesOf(postings)
                .forEach(
                    lane ->
                        lanes.add(
                            new DomainDelivery(
                                    settings,
                                    listeners,
                                    new Postings(heading, lane, deadline),
                                    cancellation)
                                ::run)));
    Optional<Executor> executor = settings.executor();
    if (lanes.size() > 1 && executor.isPresent()) {
      SideBySide.run(lanes, executor.get(), cancellation);
    } else {
      lanes.forEach(Runnable::run);
    }
  }

  /** Without an executor all under one heading is one lane. */
  private List<List<Posting>> lanesOf(List<Posting> postings) {
    int most = settings.executor().isPresent() ? settings.network().pool().maxPerHost() : 1;
    int lanes = Math.max(1, Math.min(most, postings.size() / LEAST_MESSAGES_IN_LANE));
    List<List<Posting>> split = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      int from = (int) ((long) postings.size() * lane / lanes);
      int to = (int) ((long) postings.size() * (lane + 1) / lanes);
      split.add(postings.subList(from, to));
    }
    return split;
  }

  /** A message and its postings, a domain each; only one of them where nothing may leave. */
  private record Account(OutgoingMail mail, List<Posting> postings, List<Ledger> ledgers) {
    static Account open(OutgoingMail mail, Consumer<RecipientOutcome> settled) {
      try {
        ContentSurvey survey = mail.content().survey();
        Optional<Verdict> refusal = ContentRules.refusalOf(survey);
        return refusal.isPresent()
            ? refused(mail, refusal.get(), settled)
            : admitted(mail, survey, settled);
      } catch (IOException e) {
        return refused(mail, FailureClassifier.ofUnreadableContent(e), settled);
      }
    }

    private static Account refused(
        OutgoingMail mail, Verdict verdict, Consumer<RecipientOutcome> settled) {
      Ledger ledger = new Ledger(mail.envelope().recipients(), settled);
      ledger.failedForAll(verdict);
      ledger.concludeRest();
      return new Account(mail, List.of(), List.of(ledger));
    }

    private static Account admitted(
        OutgoingMail mail, ContentSurvey survey, Consumer<RecipientOutcome> settled) {
      DomainMail.Message message = new DomainMail.Message(mail.envelope(), mail.content(), survey);
      Map<Domain, List<Recipient>> byDomain = new LinkedHashMap<>();
      for (Recipient recipient : mail.envelope().recipients()) {
        byDomain
            .computeIfAbsent(recipient.mailbox().domain(), domain -> new ArrayList<>())
            .add(recipient);
      }
      List<Posting> postings = new ArrayList<>();
      byDomain.forEach(
          (domain, recipients) ->
              postings.add(new Posting(new DomainMail(domain, recipients, message), settled)));
      return new Account(mail, postings, postings.stream().map(Posting::ledger).toList());
    }

    DeliveryReport report() {
      Map<Recipient, RecipientOutcome> outcomes = new LinkedHashMap<>();
      ledgers.forEach(ledger -> outcomes.putAll(ledger.outcomes()));
      return new DeliveryReport(mail.envelope().recipients().stream().map(outcomes::get).toList());
    }
  }
}
