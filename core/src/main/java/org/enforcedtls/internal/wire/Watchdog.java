package org.enforcedtls.internal.wire;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The thread that closes sockets whose time is up. One serves all connections of a client: it looks
 * at the timers some times a second, so that a dialogue pays nothing for beginning a step, and it
 * only closes, so it never blocks. Safe for use by several threads at once.
 */
public final class Watchdog implements AutoCloseable {
  /** What is bounded in time, and ends when the client is closed; equal to nothing but itself. */
  interface Watched {
    /** Ends it if its time is up. Never blocks; called by the watchdog's thread. */
    void check(long nowNanos);

    /** Ends it at once. Never blocks; any thread may call it. */
    void cancel();
  }

  /** How late a time-out may come. */
  private static final long TICK_MILLIS = 20;

  /** For so long it keeps looking when there is no connection: the next is often not far. */
  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Set<Watched> running = ConcurrentHashMap.newKeySet();
  private final Object lock = new Object();
  private boolean isWatching;
  private volatile boolean closed;

  /** The thread, a daemon, starts with the first connection. */
  public Watchdog() {}

  void started(Watched work) {
    running.add(work);
    if (closed) {
      work.cancel();
    } else {
      watch();
    }
  }

  void stopped(Watched work) {
    running.remove(work);
  }

  private void watch() {
    synchronized (lock) {
      if (!isWatching) {
        isWatching = true;
        Thread thread = new Thread(this::look, "enforced-tls-watchdog");
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  private void look() {
    long lastSeen = System.nanoTime();
    while (!closed) {
      long now = System.nanoTime();
      for (Watched work : running) {
        work.check(now);
        lastSeen = now;
      }
      if (now - lastSeen > LINGER_NANOS && stopWatching()) {
        return;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
      } catch (InterruptedException e) {
        // Nobody but this class knows the thread; time-outs go on whoever interrupts it.
        lastSeen = System.nanoTime();
      }
    }
  }

  /** False if a connection came meanwhile. */
  private boolean stopWatching() {
    synchronized (lock) {
      isWatching = !running.isEmpty();
      return !isWatching;
    }
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
  }
}
