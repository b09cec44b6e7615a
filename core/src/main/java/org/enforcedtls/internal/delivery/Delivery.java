package org.enforcedtls.internal.delivery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.internal.time.Deadline;
import org.enforcedtls.message.ContentSurvey;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.outcome.RecipientOutcome;

/** The delivery of one message to all its recipients. Safe for use by several threads at once. */
public final class Delivery {
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
   * Delivers a message. Blocking.
   *
   * @param envelope who gets it
   * @param content what they get
   * @return one outcome for each recipient, in the envelope's order
   */
  public DeliveryReport deliver(Envelope envelope, MailContent content) {
    Map<Recipient, RecipientOutcome> outcomes = new LinkedHashMap<>();
    try {
      ContentSurvey survey = content.survey();
      Optional<Verdict> refusal = ContentRules.refusalOf(survey);
      if (refusal.isPresent()) {
        outcomes.putAll(allFailed(envelope, refusal.get()));
      } else {
        outcomes.putAll(deliver(new DomainMail.Message(envelope, content, survey)));
      }
    } catch (IOException e) {
      outcomes.putAll(allFailed(envelope, FailureClassifier.ofUnreadableContent(e)));
    }
    DeliveryReport report =
        new DeliveryReport(envelope.recipients().stream().map(outcomes::get).toList());
    listeners.concluded(report);
    return report;
  }

  private Map<Recipient, RecipientOutcome> deliver(DomainMail.Message message) {
    Deadline deadline = Deadline.in(settings.network().deadline());
    Map<Recipient, RecipientOutcome> outcomes = new LinkedHashMap<>();
    byDomain(message.envelope())
        .forEach(
            (domain, recipients) ->
                outcomes.putAll(
                    new DomainDelivery(
                            settings,
                            listeners,
                            new DomainMail(domain, recipients, message, deadline))
                        .run()));
    return outcomes;
  }

  private static Map<Domain, List<Recipient>> byDomain(Envelope envelope) {
    Map<Domain, List<Recipient>> byDomain = new LinkedHashMap<>();
    for (Recipient recipient : envelope.recipients()) {
      byDomain
          .computeIfAbsent(recipient.mailbox().domain(), domain -> new ArrayList<>())
          .add(recipient);
    }
    return byDomain;
  }

  private static Map<Recipient, RecipientOutcome> allFailed(Envelope envelope, Verdict verdict) {
    Ledger ledger = new Ledger(envelope.recipients());
    ledger.failedForAll(verdict);
    ledger.concludeRest();
    return ledger.outcomes();
  }
}
