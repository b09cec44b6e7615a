package org.enforcedtls.observe;

import org.enforcedtls.address.Domain;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.DeliveryReport;

/**
 * Is told what a client does.
 *
 * <p>It is called on the thread that delivers, so it must be quick and safe for use by several
 * threads at once. What it throws is logged and never changes an outcome.
 */
public interface DeliveryListener {
  /**
   * A host is about to be dialled, or was refused before that.
   *
   * @param recipientDomain whose mail it is
   * @param attempt host, address and time; no cause yet
   */
  default void attemptStarted(Domain recipientDomain, Attempt attempt) {}

  /**
   * An attempt ended.
   *
   * @param recipientDomain whose mail it is
   * @param attempt with its causes; a recipient's own attempt may add the reply to its RCPT
   */
  default void attemptEnded(Domain recipientDomain, Attempt attempt) {}

  /**
   * All recipients of a message have an outcome.
   *
   * @param report the outcomes
   */
  default void concluded(DeliveryReport report) {}
}
