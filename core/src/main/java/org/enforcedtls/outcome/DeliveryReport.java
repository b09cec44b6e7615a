package org.enforcedtls.outcome;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.enforcedtls.address.Mailbox;

/**
 * What became of a message: one outcome for each recipient of the envelope. Immutable.
 *
 * @param outcomes in the order of the envelope's recipients
 */
public record DeliveryReport(List<RecipientOutcome> outcomes) {
  /**
   * Copies.
   *
   * @param outcomes in the order of the envelope's recipients
   */
  public DeliveryReport {
    outcomes = List.copyOf(outcomes);
  }

  /**
   * Whether every recipient was accepted.
   *
   * @return true if none failed or is in doubt
   */
  public boolean isAllAccepted() {
    return outcomes.stream().allMatch(RecipientOutcome::isAccepted);
  }

  /**
   * The outcome of one recipient.
   *
   * @param recipient one of the envelope's
   * @return its outcome
   * @throws IllegalArgumentException if the envelope has no such recipient
   */
  public RecipientOutcome outcomeOf(Mailbox recipient) {
    requireNonNull(recipient, "recipient");
    return outcomes.stream()
        .filter(outcome -> outcome.recipient().equals(recipient))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("the envelope has no recipient " + recipient));
  }
}
