package org.enforcedtls.jakartamail;

import static java.util.Objects.requireNonNull;

import jakarta.mail.Address;
import jakarta.mail.SendFailedException;
import org.enforcedtls.outcome.DeliveryReport;
import org.jspecify.annotations.Nullable;

/**
 * Not every recipient was accepted. The report says for each what became of it and why; the message
 * names each with its cause, and {@link #getNextException} is null.
 *
 * <ul>
 *   <li>{@code getValidSentAddresses}: an MX host took responsibility.
 *   <li>{@code getValidUnsentAddresses}: transient failures. Nobody has the message for them; send
 *       it to these, and only these, again later.
 *   <li>{@code getInvalidAddresses}: permanent failures and addresses that are no mailbox.
 *   <li>{@link #inDoubtAddresses}: in none of the three. Whoever resends to {@code
 *       getValidUnsentAddresses} would send a second copy, and whoever ticks off {@code
 *       getValidSentAddresses} could lose the message.
 * </ul>
 *
 * <p>{@code Transport.send} throws a plain {@link SendFailedException} if the message has addresses
 * of several types, such as newsgroups beside mailboxes; this exception is then its {@code
 * getNextException}.
 */
public final class EnforcedTlsSendFailedException extends SendFailedException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable DeliveryReport report;

  private final Address[] inDoubt;

  EnforcedTlsSendFailedException(AddressSorting addresses, DeliveryReport report) {
    super(addresses.faults(), null, addresses.accepted(), addresses.unsent(), addresses.invalid());
    this.inDoubt = addresses.inDoubt();
    this.report = requireNonNull(report, "report");
  }

  /**
   * What became of each recipient.
   *
   * @return one outcome for each address that could be read as a mailbox
   * @throws IllegalStateException if this exception was serialized, which the report does not
   *     survive
   */
  public DeliveryReport report() {
    if (report == null) {
      throw new IllegalStateException("the report is lost, as this exception was serialized");
    }
    return report;
  }

  /**
   * Those to whom the whole content went without a reply that was read: the host may have the
   * message or not. To send again may deliver it twice, not to send again may lose it; somebody who
   * knows the message has to decide.
   *
   * @return a copy, empty if none is in doubt
   */
  public Address[] inDoubtAddresses() {
    return inDoubt.clone();
  }
}
