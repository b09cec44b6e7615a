package org.enforcedtls.jakartamail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import jakarta.mail.event.TransportEvent;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.outcome.DeliveryReport;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages through the {@link EnforcedTlsClient} of its session. Safe for use by several
 * threads at once, each with a message of its own. To connect is to do nothing, as each message
 * finds its own MX hosts.
 *
 * <p>A failure for one recipient does not keep the message from the others, as if Angus Mail's
 * {@code mail.smtp.sendpartial} were set: after an {@link EnforcedTlsSendFailedException}, send
 * again to its {@code getValidUnsentAddresses} alone.
 */
public final class EnforcedTlsTransport extends Transport {
  /**
   * Made by Jakarta Mail.
   *
   * @param session made by {@link EnforcedTlsSessions#enforce}
   * @param name plays no part
   */
  public EnforcedTlsTransport(Session session, URLName name) {
    super(session, name);
  }

  /**
   * Connects to nothing.
   *
   * @return true
   * @throws MessagingException if the session has no client
   */
  @Override
  protected boolean protocolConnect(
      @Nullable String host, int port, @Nullable String user, @Nullable String password)
      throws MessagingException {
    client();
    return true;
  }

  private EnforcedTlsClient client() throws MessagingException {
    EnforcedTlsClient client = EnforcedTlsSessions.clientOf(session);
    if (client == null) {
      throw new MessagingException(
          "no mail leaves without a client: make the session by EnforcedTlsSessions.enforce");
    }
    return client;
  }

  /** Disconnects from nothing; listeners hear of the first call alone. */
  @Override
  public synchronized void close() throws MessagingException {
    if (super.isConnected()) {
      super.close();
    }
  }

  /**
   * Sends a message to the MX hosts of each address. Blocking. Listeners hear of it once, whatever
   * comes of it: as not delivered only if nobody has the message, neither accepted nor in doubt.
   *
   * <p>The envelope is the addresses given here, the members in place of a group; no header field
   * plays a part but {@code TLS-Required: No} (RFC 8689 §3), and Bcc is not written. An address
   * that cannot be read as a mailbox does not keep the others from being sent. The message itself
   * is not changed, but saved if it never was.
   *
   * <p>REQUIRETLS is asked for by {@code mail.smtp.requiretls} of the session, set to {@code true},
   * or for one message as Angus Mail sends any extension: {@code setMailExtension("REQUIRETLS")} of
   * an SMTPMessage.
   *
   * <p>What leaves is held in memory for the time of the call, once. For large messages {@link
   * EnforcedTlsClient#deliver} with the content of a file needs no memory.
   *
   * @param message a {@link MimeMessage}
   * @param addresses of the recipients
   * @throws EnforcedTlsSendFailedException if not every recipient was accepted
   * @throws SendFailedException if there is no recipient
   * @throws IllegalStateException if the transport is not connected, or its client is closed
   * @throws MessagingException if the message cannot be written, or its envelope cannot be made
   */
  @Override
  public void sendMessage(Message message, Address @Nullable [] addresses)
      throws MessagingException {
    if (!isConnected()) {
      throw new IllegalStateException("not connected");
    }
    if (!(message instanceof MimeMessage mime)) {
      throw new MessagingException("expected a MimeMessage, found " + message.getClass().getName());
    }
    AddressSorting sorting = new AddressSorting(addresses == null ? new Address[0] : addresses);
    if (sorting.isEmpty()) {
      throw new SendFailedException("No recipient addresses");
    }
    DeliveryReport report;
    try {
      report = deliver(mime, sorting.recipients());
    } catch (MessagingException | IllegalStateException e) {
      sorting.settleUnsent();
      announce(message, sorting);
      throw e;
    }
    sorting.settle(report);
    announce(message, sorting);
    if (!sorting.isAllAccepted()) {
      throw new EnforcedTlsSendFailedException(sorting, report);
    }
  }

  private DeliveryReport deliver(MimeMessage message, List<Recipient> recipients)
      throws MessagingException {
    if (recipients.isEmpty()) {
      return new DeliveryReport(List.of());
    }
    Envelope envelope = MessageEnvelope.of(session, message, recipients);
    return client().deliver(envelope, MessageOctets.of(message));
  }

  private void announce(Message message, AddressSorting sorting) {
    notifyTransportListeners(
        typeOf(sorting), sorting.accepted(), sorting.unsent(), sorting.invalid(), message);
  }

  private static int typeOf(AddressSorting sorting) {
    if (sorting.isSentToNobody()) {
      return TransportEvent.MESSAGE_NOT_DELIVERED;
    }
    return sorting.isAllAccepted()
        ? TransportEvent.MESSAGE_DELIVERED
        : TransportEvent.MESSAGE_PARTIALLY_DELIVERED;
  }
}
