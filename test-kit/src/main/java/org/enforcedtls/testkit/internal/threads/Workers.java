package org.enforcedtls.testkit.internal.threads;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one server, which do not keep the JVM of a test alive. Safe for use by several
 * threads at once.
 */
public final class Workers {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Set<Thread> running = ConcurrentHashMap.newKeySet();

  /** None yet. */
  public Workers() {}

  /**
   * Starts one more.
   *
   * @param name of the thread
   * @param work that ends when the server is closed
   */
  public void start(String name, Runnable work) {
    Thread thread = new Thread(() -> run(work), name);
    thread.setDaemon(true);
    running.add(thread);
    thread.start();
  }

  private void run(Runnable work) {
    try {
      work.run();
    } finally {
      running.remove(Thread.currentThread());
    }
  }

  /**
   * Waits for all, those too that others start meanwhile; after five seconds in all it gives up. An
   * interrupted thread does not wait, and stays interrupted.
   */
  public void awaitEnd() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      for (Thread next = any(); next != null; next = any()) {
        long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
        if (leftMillis <= 0) {
          return;
        }
        next.join(leftMillis);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Thread any() {
    return running.stream().findAny().orElse(null);
  }
}
