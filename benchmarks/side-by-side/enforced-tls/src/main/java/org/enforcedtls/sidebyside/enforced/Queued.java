package org.enforcedtls.sidebyside.enforced;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.EnforcedTlsClientBuilder;
import org.enforcedtls.dialogue.ConnectionLimits;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.observe.DeliveryListener;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.queue.DeliveryQueue;
import org.enforcedtls.queue.QueueWorker;
import org.enforcedtls.queue.entry.QueueQuery;
import org.enforcedtls.queue.entry.QueueSubmission;
import org.enforcedtls.queue.entry.RecipientState;
import org.enforcedtls.sidebyside.contract.Content;
import org.enforcedtls.sidebyside.contract.Load;
import org.enforcedtls.sidebyside.contract.Peer;
import org.enforcedtls.sidebyside.contract.QueuePeer;
import org.jspecify.annotations.Nullable;

/** The durable queue, embedded: one file of SQLite in a temporary folder, as Postfix has one. */
final class Queued implements QueuePeer.Queue {
  private static final int PATIENCE_SECONDS = 300;

  private final Load load;
  private final byte[] content;
  private final Path folder;
  private final DeliveryQueue queue;
  private final EnforcedTlsClient client;
  private final Semaphore sent;
  private int awaited;
  private @Nullable QueueWorker worker;

  private Queued(Load load, EnforcedTlsClientBuilder client, Semaphore sent) throws IOException {
    this.load = load;
    this.content = Content.message(load.octets());
    this.folder = Files.createTempDirectory("side-by-side-queue");
    this.queue = DeliveryQueue.inDirectory(folder).open();
    this.client = client.build();
    this.sent = sent;
  }

  /** With everything as it comes, but for messages in flight. */
  static Peer peer(Load load, int inFlight) {
    Semaphore sent = new Semaphore(0);
    EnforcedTlsClientBuilder builder =
        EnforcedTls.builder(load)
            .connections(ConnectionLimits.defaults().withMaxMessagesInFlight(inFlight))
            .addListener(new Counter(sent));
    try {
      return new QueuePeer(load, new Queued(load, builder, sent));
    } catch (IOException e) {
      throw new UncheckedIOException("the queue cannot be made", e);
    }
  }

  /** Counts messages all of whose recipients were accepted. */
  private record Counter(Semaphore sent) implements DeliveryListener {
    @Override
    public void concluded(DeliveryReport report) {
      if (report.isAllAccepted()) {
        sent.release();
      }
    }
  }

  @Override
  public void take(int domain) throws IOException {
    Envelope.Builder envelope = Envelope.from(Load.SENDER);
    load.recipientsIn(domain).forEach(envelope::to);
    queue.enqueue(QueueSubmission.builder(envelope.build(), MailContent.ofOctets(content)).build());
  }

  @Override
  public void startSending() throws IOException {
    worker = queue.worker(client).start();
  }

  @Override
  public void awaitSent(int messages) throws InterruptedException {
    if (!sent.tryAcquire(messages - awaited, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "expected %d more messages accepted, found %d"
              .formatted(messages - awaited, sent.availablePermits()));
    }
    awaited = messages;
  }

  @Override
  public void end() throws IOException {
    if (worker != null) {
      worker.close();
    }
    client.close();
    Set<RecipientState> open =
        Set.of(RecipientState.WAITING, RecipientState.HELD, RecipientState.SUSPENDED);
    boolean isEmpty = queue.list(QueueQuery.builder().states(open).build(), 1).isEmpty();
    queue.close();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    if (!isEmpty) {
      throw new IllegalStateException("expected an empty queue, found mail in it");
    }
  }
}
