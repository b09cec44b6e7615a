package org.enforcedtls.observe;

import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.outcome.RecipientOutcome;

/**
 * Is told each outcome of a batch as soon as it stands, long before the report on the last message:
 * a queue that writes it down at once sends little twice after a crash.
 *
 * <p>It is called on the thread that delivers, before anything more is sent on that connection, so
 * it may hold the delivery back until it has written. It must be safe for use by several threads at
 * once. What it throws is logged and never changes an outcome.
 */
@FunctionalInterface
public interface OutcomeListener {
  /**
   * A recipient has an outcome, the same as the report will have.
   *
   * @param mail the message, as the caller gave it
   * @param outcome what became of it for one recipient
   */
  void settled(OutgoingMail mail, RecipientOutcome outcome);
}
