package org.enforcedtls.jakartamail;

import static java.util.Objects.requireNonNull;

import jakarta.mail.Address;
import jakarta.mail.SendFailedException;
import org.enforcedtls.outcome.DeliveryReport;

/**
 * Not every recipient was accepted. The report says for each what became of it and why.
 *
 * <p>{@code getValidSentAddresses} are those that were accepted, {@code getInvalidAddresses} those
 * that will never be (permanent failures), {@code getValidUnsentAddresses} the others: a later try
 * may succeed. A recipient in doubt stands among the latter: the host may have the message.
 */
public final class EnforcedTlsSendFailedException extends SendFailedException {
  private static final long serialVersionUID = 1L;

  private final transient DeliveryReport report;

  EnforcedTlsSendFailedException(String message, AddressSorting addresses, DeliveryReport report) {
    super(
        message,
        null,
        addresses.accepted().toArray(new Address[0]),
        addresses.pending().toArray(new Address[0]),
        addresses.invalid().toArray(new Address[0]));
    this.report = requireNonNull(report, "report");
  }

  /**
   * What became of each recipient.
   *
   * @return one outcome for each recipient that could be read as a mailbox
   */
  public DeliveryReport report() {
    return report;
  }
}
