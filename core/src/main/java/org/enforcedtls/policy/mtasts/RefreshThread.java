package org.enforcedtls.policy.mtasts;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every ten minutes what is to be refreshed. Safe for use by several threads at once. */
final class RefreshThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RefreshThread.class);
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(1, RefreshThread::thread);

  RefreshThread() {}

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "enforced-tls-mta-sts");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * The first look comes at any moment of the first pause, so that many nodes do not go in step.
   */
  void start(Runnable work) {
    long pause = PAUSE.toMillis();
    long first = ThreadLocalRandom.current().nextLong(pause);
    ScheduledFuture<?> unused =
        executor.scheduleWithFixedDelay(() -> run(work), first, pause, TimeUnit.MILLISECONDS);
  }

  private static void run(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      // Thrown on, it would end the refreshing for good.
      LOG.error("the policies of MTA-STS could not be refreshed", e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
