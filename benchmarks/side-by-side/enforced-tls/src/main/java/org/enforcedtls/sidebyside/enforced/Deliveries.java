package org.enforcedtls.sidebyside.enforced;

import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.sidebyside.contract.BlockingPeer;
import org.enforcedtls.sidebyside.contract.Content;
import org.enforcedtls.sidebyside.contract.Load;
import org.enforcedtls.sidebyside.contract.Peer;
import org.enforcedtls.tls.TlsEngine;

/** {@code deliver} with ready octets. */
final class Deliveries implements BlockingPeer.Courier {
  private final EnforcedTlsClient client;
  private final Load load;
  private final MailContent content;

  private Deliveries(EnforcedTlsClient client, Load load, MailContent content) {
    this.client = client;
    this.load = load;
    this.content = content;
  }

  static Peer peer(Load load, TlsEngine engine) {
    EnforcedTlsClient client = EnforcedTls.builder(load).tlsEngine(engine).build();
    // Where the heap is measured, the message is not in it.
    MailContent content =
        load.flags().contains("sample-heap")
            ? () -> Content.stream(load.octets())
            : MailContent.ofOctets(Content.message(load.octets()));
    return new BlockingPeer(load, worker -> new Deliveries(client, load, content));
  }

  @Override
  public void send(int domain) {
    Envelope.Builder envelope = Envelope.from(Load.SENDER);
    load.recipientsIn(domain).forEach(envelope::to);
    DeliveryReport report = client.deliver(envelope.build(), content);
    if (!report.isAllAccepted()) {
      throw new IllegalStateException("expected all accepted, found " + report.outcomes());
    }
  }

  @Override
  public void leave(int domain) {}

  @Override
  public void end() {
    client.close();
  }
}
