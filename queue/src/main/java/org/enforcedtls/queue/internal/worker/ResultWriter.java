package org.enforcedtls.queue.internal.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.enforcedtls.queue.entry.QueueStoreException;
import org.enforcedtls.queue.internal.store.Results;
import org.enforcedtls.queue.internal.store.Results.End;
import org.enforcedtls.queue.internal.store.Results.Result;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the results of all workers of a node: those that came in while the last were written go in
 * one transaction. A store that fails is asked again until it has them. Safe for use by several
 * threads at once.
 */
final class ResultWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ResultWriter.class);
  private static final int MAX_ITEMS = 1_000;
  private static final Duration WAIT = Duration.ofMillis(200);

  private final Results results;
  private final LinkedBlockingQueue<Item> items = new LinkedBlockingQueue<>();
  private final Persistence loop = new Persistence();
  private final Thread thread;

  /** A result, or the end of a claim. */
  private record Item(List<Result> results, List<End> ends, CompletableFuture<Boolean> written) {}

  ResultWriter(Results results) {
    this.results = results;
    this.thread = new Thread(this::run, "enforced-tls-queue-results");
    thread.setDaemon(true);
    thread.start();
  }

  /** Has a result written; completes once it is. */
  CompletableFuture<Boolean> add(Result result) {
    return add(List.of(result), List.of());
  }

  /** Has the end of a claim written, behind its results. Blocking. */
  void end(End end) {
    add(List.of(), List.of(end)).join();
  }

  private CompletableFuture<Boolean> add(List<Result> some, List<End> ends) {
    Item item = new Item(some, ends, new CompletableFuture<>());
    items.add(item);
    return item.written();
  }

  private void run() {
    loop.run("the writer of results", this::writeSome);
  }

  private void writeSome() throws InterruptedException {
    List<Item> some = new ArrayList<>();
    some.add(items.take());
    items.drainTo(some, MAX_ITEMS - 1);
    while (!isWritten(some)) {
      loop.await(WAIT);
      if (loop.isStopped()) {
        // The store is gone for good as far as this node is concerned; the leases will run out.
        break;
      }
    }
    some.forEach(item -> item.written().complete(true));
  }

  private boolean isWritten(List<Item> some) {
    try {
      int late =
          results.write(
              some.stream().flatMap(item -> item.results().stream()).toList(),
              some.stream().flatMap(item -> item.ends().stream()).toList());
      if (late > 0) {
        LOG.warn("{} results came too late: another node has taken over the claim", late);
      }
      return true;
    } catch (QueueStoreException e) {
      LOG.warn("{} results could not be written, and are tried again", some.size(), e);
      return false;
    }
  }

  /** To be called when nobody adds any more. */
  @Override
  public void close() {
    loop.stop();
    thread.interrupt();
  }
}
