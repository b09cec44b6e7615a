package org.enforcedtls.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.enforcedtls.queue.DeliveryQueue;
import org.enforcedtls.queue.entry.QueueStats;
import org.enforcedtls.queue.entry.QueueStoreException;
import org.enforcedtls.queue.entry.RecipientState;

/** Shows, on a thread of its own, how a queue empties. Looks only if somebody else does. */
final class QueueWatch {
  private static final Duration LEAST_INTERVAL = Duration.ofMillis(500);

  /** A look goes over the whole queue: so much longer than it takes is the wait for the next. */
  private static final int REST = 20;

  private final DeliveryQueue queue;
  private final Progress progress;
  private final CountDownLatch end = new CountDownLatch(1);

  private QueueWatch(DeliveryQueue queue, Progress progress) {
    this.queue = queue;
    this.progress = progress;
  }

  /** What is watched. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  static void during(Work work, DeliveryQueue queue, Progress progress) throws IOException {
    QueueWatch watch = new QueueWatch(queue, progress);
    if (progress.isSeen()) {
      Thread thread = new Thread(watch::look, "enforced-tls-progress");
      thread.setDaemon(true);
      thread.start();
    }
    try {
      work.run();
    } finally {
      watch.end.countDown();
    }
  }

  private void look() {
    try {
      Duration wait = LEAST_INTERVAL;
      while (!end.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        long start = System.nanoTime();
        progress.show(text(queue.stats()));
        Duration rest = Duration.ofNanos(REST * (System.nanoTime() - start));
        wait = rest.compareTo(LEAST_INTERVAL) > 0 ? rest : LEAST_INTERVAL;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (QueueStoreException e) {
      // Whoever works on the queue finds out too, and says so.
      progress.clear();
    }
  }

  static String text(QueueStats stats) {
    return Arrays.stream(RecipientState.values())
        .filter(state -> stats.recipients().getOrDefault(state, 0L) > 0)
        .map(state -> state.code() + " " + stats.recipients().get(state))
        .collect(Collectors.joining(", ", "recipients: ", ""));
  }
}
