package org.enforcedtls.internal.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.enforcedtls.internal.wire.Dial;
import org.enforcedtls.internal.wire.Dialler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that dial the second address of a host where the first is slow to connect, so that a
 * host whose IPv6 leads nowhere costs a moment and not a time-out (RFC 8305 §5). Safe for use by
 * several threads at once.
 */
public final class Rivals implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rivals.class);

  /** RFC 8305 §5 recommends this delay. */
  static final Duration HEAD_START = Duration.ofMillis(250);

  /** Where so many hosts are slow at once, the fault lies nearer. */
  private static final int MAX_THREADS = 64;

  private static final long IDLE_SECONDS = 5;

  private final ScheduledThreadPoolExecutor clock;
  private final ThreadPoolExecutor threads;

  /** Threads start when they are needed and end when they are not; all are daemons. */
  public Rivals() {
    clock = new ScheduledThreadPoolExecutor(1, Rivals::newThread);
    clock.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    clock.allowCoreThreadTimeOut(true);
    clock.setRemoveOnCancelPolicy(true);
    threads =
        new ThreadPoolExecutor(
            0,
            MAX_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Rivals::newThread);
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "enforced-tls-rivals");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins a race. The second address is dialled unless it is settled within the head start. */
  Race start(ConnectionPool pool, Dialler dialler, Rival.Lane lane, Dial first) {
    Rival rival = new Rival(pool, dialler, lane, first);
    Future<?> start =
        clock.schedule(() -> dial(rival), HEAD_START.toMillis(), TimeUnit.MILLISECONDS);
    return new Race(rival, start);
  }

  private void dial(Rival rival) {
    try {
      threads.execute(rival);
    } catch (RejectedExecutionException e) {
      LOG.debug("too many hosts are slow to connect, or the client is closed", e);
    }
  }

  /**
   * A race under way.
   *
   * @param rival dials the second address
   * @param start of it
   */
  record Race(Rival rival, Future<?> start) {
    /** As {@link Rival#settle}. */
    Optional<Arrival> settle() {
      start.cancel(false);
      return rival.settle();
    }
  }

  /** No race begins any more. */
  @Override
  public void close() {
    clock.shutdownNow();
    threads.shutdown();
  }
}
