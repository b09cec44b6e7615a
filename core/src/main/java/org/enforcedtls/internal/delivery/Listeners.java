package org.enforcedtls.internal.delivery;

import java.util.List;
import java.util.function.Consumer;
import org.enforcedtls.address.Domain;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.observe.DeliveryListener;
import org.enforcedtls.observe.OutcomeListener;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.outcome.SessionJudgement;
import org.enforcedtls.policy.PolicyFinding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listeners; what one of them throws concerns nobody else. Safe for use by several
 * threads at once.
 */
public final class Listeners {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final List<DeliveryListener> all;

  /**
   * Tells listeners.
   *
   * @param all in this order
   */
  public Listeners(List<DeliveryListener> all) {
    this.all = all;
  }

  /**
   * Tells of a fetch, as {@link DeliveryListener#policyFetched} has it.
   *
   * @param policyDomain whose policy it is
   * @param findings what went wrong
   */
  public void policyFetched(Domain policyDomain, List<PolicyFinding> findings) {
    tell(listener -> listener.policyFetched(policyDomain, findings));
  }

  void attemptStarted(Domain domain, Attempt attempt) {
    tell(listener -> listener.attemptStarted(domain, attempt));
  }

  void attemptEnded(Domain domain, Attempt attempt) {
    tell(listener -> listener.attemptEnded(domain, attempt));
  }

  void sessionJudged(Domain domain, SessionJudgement judgement) {
    tell(listener -> listener.sessionJudged(domain, judgement));
  }

  void concluded(DeliveryReport report) {
    tell(listener -> listener.concluded(report));
  }

  /** Tells the listener of one batch. */
  void tell(OutcomeListener listener, OutgoingMail mail, RecipientOutcome outcome) {
    try {
      listener.settled(mail, outcome);
    } catch (RuntimeException e) {
      LOG.warn("an outcome listener failed: {}", listener.getClass().getName(), e);
    }
  }

  private void tell(Consumer<DeliveryListener> event) {
    for (DeliveryListener listener : all) {
      try {
        event.accept(listener);
      } catch (RuntimeException e) {
        LOG.warn("a delivery listener failed: {}", listener.getClass().getName(), e);
      }
    }
  }
}
