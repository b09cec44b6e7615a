package org.enforcedtls.internal.delivery;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs pieces of work side by side, on the caller's thread and as many of an executor as it gives.
 * The caller never waits for a piece that nobody has begun: it begins it itself. So an executor
 * that is busy, or full of callers of this, only makes it slower.
 */
final class SideBySide {
  private static final int MAX_HELPERS = 1_000;

  private final Queue<Runnable> waiting;
  private final CountDownLatch unfinished;

  private SideBySide(List<Runnable> pieces) {
    this.waiting = new ConcurrentLinkedQueue<>(pieces);
    this.unfinished = new CountDownLatch(pieces.size());
  }

  /** Blocks until all is done; an interruption cancels, and stays noted. */
  static void run(List<Runnable> pieces, Executor executor, Cancellation cancellation) {
    SideBySide all = new SideBySide(pieces);
    for (int i = 1; i < Math.min(pieces.size(), MAX_HELPERS); i++) {
      try {
        executor.execute(all::work);
      } catch (RejectedExecutionException e) {
        break;
      }
    }
    all.work();
    all.await(cancellation);
  }

  private void work() {
    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
      try {
        next.run();
      } finally {
        unfinished.countDown();
      }
    }
  }

  private void await(Cancellation cancellation) {
    boolean wasInterrupted = false;
    while (true) {
      try {
        unfinished.await();
        break;
      } catch (InterruptedException e) {
        wasInterrupted = true;
        cancellation.cancel();
      }
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
