package org.enforcedtls.queue.internal.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a loop on a thread of its own until it is stopped. Whatever one turn throws is logged; the
 * next one comes after a wait that grows while it goes on. For one thread, but for the stop.
 */
final class Persistence {
  private static final Logger LOG = LoggerFactory.getLogger(Persistence.class);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final Duration FIRST_WAIT = Duration.ofMillis(50);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition stop = lock.newCondition();
  private boolean isStopped;

  /** One turn. */
  @FunctionalInterface
  interface Turn {
    void run() throws IOException, InterruptedException;
  }

  /** Runs one turn after the other until stopped. Blocking. */
  void run(String name, Turn turn) {
    Duration wait = FIRST_WAIT;
    while (!isStopped()) {
      try {
        turn.run();
        wait = FIRST_WAIT;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (IOException | RuntimeException e) {
        // A thread of the queue that ended would leave mail lying without a word.
        LOG.warn("{} failed, and goes on in {}", name, wait, e);
        await(wait);
        wait = longer(wait);
      }
    }
  }

  private static Duration longer(Duration wait) {
    Duration twice = wait.multipliedBy(2);
    return twice.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : twice;
  }

  /** Waits, but not beyond the stop. */
  void await(Duration atMost) {
    lock.lock();
    try {
      long nanos = atMost.toNanos();
      while (!isStopped && nanos > 0) {
        nanos = stop.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  boolean isStopped() {
    lock.lock();
    try {
      return isStopped || Thread.currentThread().isInterrupted();
    } finally {
      lock.unlock();
    }
  }

  void stop() {
    lock.lock();
    try {
      isStopped = true;
      stop.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
