package org.enforcedtls.jakartamail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import jakarta.mail.event.TransportEvent;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.outcome.DeliveryReport;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages through the {@link EnforcedTlsClient} of its session. For one thread at a time; to
 * connect is to do nothing, as each message finds its own MX hosts.
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

  /**
   * Sends a message to the MX hosts of each address. Blocking. Listeners hear of it once.
   *
   * <p>The envelope is the addresses given here; header fields play no part, and Bcc is not
   * written. An address that cannot be read as a mailbox does not keep the others from being sent.
   *
   * @param message a {@link MimeMessage}
   * @param addresses of the recipients
   * @throws EnforcedTlsSendFailedException if not every recipient was accepted
   * @throws IllegalStateException if the transport is not connected, or its client is closed
   * @throws MessagingException if the message cannot be written, or has no usable sender
   */
  @Override
  public void sendMessage(Message message, Address[] addresses) throws MessagingException {
    if (!isConnected()) {
      throw new IllegalStateException("not connected");
    }
    if (!(message instanceof MimeMessage mime)) {
      throw new MessagingException("expected a MimeMessage, found " + message.getClass().getName());
    }
    AddressSorting sorting = new AddressSorting(addresses);
    DeliveryReport report = deliver(mime, sorting);
    sorting.settle(report);
    conclude(message, sorting, report);
  }

  private DeliveryReport deliver(MimeMessage message, AddressSorting sorting)
      throws MessagingException {
    if (sorting.recipients().isEmpty()) {
      return new DeliveryReport(List.of());
    }
    Envelope envelope = MessageEnvelope.of(session, message, sorting.recipients());
    return client().deliver(envelope, MessageOctets.of(message));
  }

  private void conclude(Message message, AddressSorting sorting, DeliveryReport report)
      throws EnforcedTlsSendFailedException {
    boolean isAllAccepted = sorting.pending().isEmpty() && sorting.invalid().isEmpty();
    int type =
        isAllAccepted
            ? TransportEvent.MESSAGE_DELIVERED
            : sorting.accepted().isEmpty()
                ? TransportEvent.MESSAGE_NOT_DELIVERED
                : TransportEvent.MESSAGE_PARTIALLY_DELIVERED;
    notifyTransportListeners(
        type,
        sorting.accepted().toArray(new Address[0]),
        sorting.pending().toArray(new Address[0]),
        sorting.invalid().toArray(new Address[0]),
        message);
    if (!isAllAccepted) {
      throw new EnforcedTlsSendFailedException(
          String.join("; ", sorting.faults()), sorting, report);
    }
  }
}
