package org.enforcedtls.internal.wire;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread that closes sockets whose time is up. One serves all connections of a client; it only
 * closes, so it never blocks. Safe for use by several threads at once.
 */
public final class Watchdog implements AutoCloseable {
  /** What ends when the client is closed; equal to nothing but itself. */
  interface Watched {
    /** Ends it at once. Never blocks; any thread may call it. */
    void cancel();
  }

  private final ScheduledThreadPoolExecutor executor;
  private final Set<Watched> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Starts the thread, a daemon, with the first connection. */
  public Watchdog() {
    executor = new ScheduledThreadPoolExecutor(1, Watchdog::newThread);
    executor.setRemoveOnCancelPolicy(true);
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "enforced-tls-watchdog");
    thread.setDaemon(true);
    return thread;
  }

  void started(Watched work) {
    running.add(work);
    if (closed) {
      work.cancel();
    }
  }

  void stopped(Watched work) {
    running.remove(work);
  }

  Future<?> schedule(Runnable close, Duration delay) {
    return executor.schedule(close, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Whether the client was closed.
   *
   * @return true once {@link #close} was called
   */
  public boolean isClosed() {
    return closed;
  }

  /** Cancels what is under way: each connection ends at once. */
  @Override
  public void close() {
    closed = true;
    running.forEach(Watched::cancel);
    executor.shutdownNow();
  }
}
