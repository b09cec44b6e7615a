package org.enforcedtls;

import static java.util.Objects.requireNonNull;

import org.enforcedtls.address.Domain;
import org.enforcedtls.internal.delivery.Delivery;
import org.enforcedtls.internal.delivery.Settings;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.outcome.DeliveryReport;

/**
 * Delivers messages straight to the MX hosts of their recipients. Safe for use by several threads
 * at once; one client serves an application. Virtual threads are welcome.
 *
 * <p><b>Guarantees.</b> No octet of a message, and no address of its envelope, leaves but over TLS
 * that meets every policy of the recipient domain: protocol, cipher suite, approved CA, dates,
 * name, and strength of keys and signatures, checked on each handshake. No setting, no peer and no
 * DNS answer changes that. What is not promised: that an MX host whose name came out of
 * unauthenticated DNS is the one that the domain wants; {@code Attempt.mxAuthentication()} says
 * whether something proved it.
 */
public final class EnforcedTlsClient implements AutoCloseable {
  private final Settings.Network network;
  private final Delivery delivery;

  EnforcedTlsClient(Settings settings) {
    this.network = settings.network();
    this.delivery = new Delivery(settings);
  }

  /**
   * Starts a client.
   *
   * @param ehloName the fully qualified name of this host, which its address should have in the DNS
   * @return a builder with the defaults that its methods name
   * @throws IllegalArgumentException if it is not a domain name
   */
  public static EnforcedTlsClientBuilder builder(String ehloName) {
    return new EnforcedTlsClientBuilder(Domain.of(ehloName));
  }

  /**
   * Delivers a message to all recipients of its envelope. Blocking, at most for the deadline and
   * the DNS look-ups of one host, and where a policy has revocation fetched for at most 8 fetches
   * of one host. Nothing is thrown for what the network, the DNS or a host does. What a policy
   * source, a DNS client or the content itself throws at its second reading is logged and ends the
   * delivery to one domain: its recipients are transient failures with cause {@code cancelled}.
   *
   * <p>If the thread is interrupted, no further host is tried: the recipients without outcome are
   * transient failures with cause {@code cancelled}, and the thread stays interrupted.
   *
   * @param envelope who gets it
   * @param content what they get; opened once, and once more for each time that it is sent
   * @return one outcome for each recipient, in the envelope's order
   * @throws IllegalStateException if the client is closed
   */
  public DeliveryReport deliver(Envelope envelope, MailContent content) {
    requireNonNull(envelope, "envelope");
    requireNonNull(content, "content");
    if (network.watchdog().isClosed()) {
      throw new IllegalStateException("the client is closed");
    }
    return delivery.deliver(envelope, content);
  }

  /**
   * Says good-bye on connections at rest, and cancels what is under way: its recipients are
   * transient failures with cause cancelled.
   */
  @Override
  public void close() {
    network.pool().close();
    network.watchdog().close();
  }
}
