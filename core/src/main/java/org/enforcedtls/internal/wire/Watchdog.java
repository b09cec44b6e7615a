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
  private final ScheduledThreadPoolExecutor executor;
  private final Set<StepTimer> running = ConcurrentHashMap.newKeySet();
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

  void started(StepTimer timer) {
    running.add(timer);
    if (closed) {
      timer.cancel();
    }
  }

  void stopped(StepTimer timer) {
    running.remove(timer);
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
    running.forEach(StepTimer::cancel);
    executor.shutdownNow();
  }
}
