package org.enforcedtls.sidebyside.enforced;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.EnforcedTlsClientBuilder;
import org.enforcedtls.dialogue.ConnectionLimits;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.OutgoingMail;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.sidebyside.contract.BatchPeer;
import org.enforcedtls.sidebyside.contract.Content;
import org.enforcedtls.sidebyside.contract.Load;
import org.enforcedtls.sidebyside.contract.Peer;

/** {@code deliverAll} with ready octets. */
final class Batches implements BatchPeer.Courier {
  private final Load load;
  private final EnforcedTlsClient client;
  private final ExecutorService threads;
  private final MailContent content;

  private Batches(Load load, EnforcedTlsClient client, ExecutorService threads) {
    this.load = load;
    this.client = client;
    this.threads = threads;
    this.content = MailContent.ofOctets(Content.message(load.octets()));
  }

  /** The caller's own thread works too. */
  static Peer peer(Load load, int inFlight) {
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, load.workers() - 1));
    EnforcedTlsClientBuilder builder =
        EnforcedTls.builder(load)
            .connections(
                ConnectionLimits.defaults()
                    .withMaxPerHost(load.workers())
                    .withMaxMessagesInFlight(inFlight));
    if (load.workers() > 1) {
      builder.executor(threads);
    }
    return new BatchPeer(new Batches(load, builder.build(), threads));
  }

  @Override
  public void send(List<Integer> domains) {
    List<OutgoingMail> mails =
        domains.stream().map(domain -> new OutgoingMail(envelope(domain), content)).toList();
    for (DeliveryReport report : client.deliverAll(mails)) {
      if (!report.isAllAccepted()) {
        throw new IllegalStateException("expected all accepted, found " + report.outcomes());
      }
    }
  }

  private Envelope envelope(int domain) {
    Envelope.Builder envelope = Envelope.from(Load.SENDER);
    load.recipientsIn(domain).forEach(envelope::to);
    return envelope.build();
  }

  @Override
  public void end() {
    client.close();
    threads.shutdownNow();
  }
}
