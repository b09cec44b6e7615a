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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners; what one of them throws concerns nobody else. */
final class Listeners {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final List<DeliveryListener> all;

  Listeners(List<DeliveryListener> all) {
    this.all = all;
  }

  void attemptStarted(Domain domain, Attempt attempt) {
    tell(listener -> listener.attemptStarted(domain, attempt));
  }

  void attemptEnded(Domain domain, Attempt attempt) {
    tell(listener -> listener.attemptEnded(domain, attempt));
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
