package org.enforcedtls.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policyfile.PartnerFileSource;
import org.enforcedtls.policyfile.ReloadResult;
import org.enforcedtls.queue.DeliveryQueue;
import org.enforcedtls.queue.QueueWorker;
import org.enforcedtls.queue.QueueWorkerBuilder;
import org.enforcedtls.queue.entry.QueueStoreException;
import org.enforcedtls.queue.notice.NoticeMailer;
import org.enforcedtls.queue.notice.NoticeWriter;
import org.enforcedtls.trust.TrustAnchors;
import org.jspecify.annotations.Nullable;

/**
 * The client and the worker of a queue, by the partner table and the CAs that are in use. For one
 * thread.
 *
 * <p>The table is swapped under the client. The CAs are the client's own: new ones mean a new
 * client and, since a spool has one worker, that the old worker ends first.
 */
final class QueueWork implements AutoCloseable {
  private final DeliveryQueue queue;
  private final ClientOptions options;
  private final int threads;
  private final PrintWriter err;
  private final Optional<PartnerFileSource> table;
  private TrustAnchors anchors;
  private EnforcedTlsClient client;
  private @Nullable QueueWorker worker;
  private Optional<String> refusal = Optional.empty();

  /** Reads the files for the first time. */
  QueueWork(DeliveryQueue queue, ClientOptions options, WorkOptions how, PrintWriter err) {
    this.queue = queue;
    this.options = options;
    this.threads = how.threads();
    this.err = err;
    this.table = options.partnerFile(how.watch(), this::reloaded);
    this.anchors = options.trustAnchors();
    this.client = options.client(table, anchors);
  }

  /** What is due now, on this thread. */
  void doAllThatIsDue() throws IOException {
    try (QueueWorker idle = workerOf(client).build()) {
      idle.doAllThatIsDue();
    }
  }

  /** Works on threads of its own from now on. */
  void start() throws IOException {
    worker = workerOf(client).start();
  }

  private QueueWorkerBuilder workerOf(EnforcedTlsClient by) {
    NoticeWriter writer = NoticeWriter.builder(by.ehloName()).build();
    QueueWorkerBuilder builder =
        queue
            .worker(by)
            .threads(threads)
            .notices(NoticeMailer.of(writer, queue::enqueue).withContacts(this::contact));
    return table.isPresent() ? builder.followPolicies() : builder;
  }

  private Optional<String> contact(Domain domain) {
    return table
        .flatMap(source -> source.table().rowFor(domain))
        .flatMap(row -> row.policy().contact());
  }

  /**
   * Reads the files again. If any of them cannot be used, all that was in use stays.
   *
   * @throws IOException if a worker with new CAs cannot be started; none works then
   */
  void reload() throws IOException {
    TrustAnchors newAnchors;
    EnforcedTlsClient next;
    try {
      newAnchors = options.trustAnchors();
      // For a trial: it is refused if this platform cannot meet a row.
      options.client(options.partnerTable(), newAnchors).close();
      table.ifPresent(PartnerFileSource::reload);
      next = options.client(table, newAnchors);
    } catch (ConfigurationException e) {
      refusal = Optional.of("reload refused: " + e.getMessage());
      err.println("enforced-tls: reload refused, what was in use stays: " + e.getMessage());
      return;
    }
    refusal = Optional.empty();
    if (newAnchors.fingerprint().equals(anchors.fingerprint())) {
      next.close();
      err.println("enforced-tls: trust anchors: unchanged");
    } else {
      close();
      client = next;
      anchors = newAnchors;
      start();
      err.println("enforced-tls: trust anchors: " + anchors.size() + " in use");
    }
    tryWhatWaitedForThis(next);
  }

  /** A store that gives no answer now is asked by the worker until it does. */
  private void tryWhatWaitedForThis(EnforcedTlsClient next) {
    try {
      QueueWorker working = worker;
      if (working == null) {
        return;
      }
      working.followPolicies();
      if (next == client) {
        err.println("enforced-tls: held, and tried now: " + working.retryHeld());
      }
    } catch (QueueStoreException e) {
      err.println("enforced-tls: what is held is tried by its schedule: " + e.getMessage());
    }
  }

  private void reloaded(Path file, ReloadResult result) {
    String text;
    if (result instanceof ReloadResult.Reloaded reloaded) {
      text = reloaded.rows() + " rows in use";
    } else if (result instanceof ReloadResult.KeptLastGood kept) {
      text = "the one that was in use stays: " + kept.problem();
    } else {
      text = "unchanged";
    }
    err.println("enforced-tls: partner table " + file + ": " + text);
  }

  /** Why what is in use may not be what the files say. */
  Optional<String> problem() {
    return refusal.or(() -> table.flatMap(PartnerFileSource::problem));
  }

  /** Ends what is under way, hands back the rest, and closes the client. Blocking. */
  @Override
  public void close() {
    if (worker != null) {
      worker.close();
      worker = null;
    }
    client.close();
  }
}
