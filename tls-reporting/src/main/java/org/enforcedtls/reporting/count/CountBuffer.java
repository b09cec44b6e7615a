package org.enforcedtls.reporting.count;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds sessions up and writes them from a thread of its own. Safe for use by several threads at
 * once.
 */
final class CountBuffer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CountBuffer.class);

  /** Between two writes. */
  private static final Duration REST = Duration.ofSeconds(1);

  /** While the log cannot be written memory must not fill up. */
  private static final int MAX_KINDS = 100_000;

  private final CountLog log;
  private final Duration rest;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Map<CountedSession, Long> waiting = new HashMap<>();
  private boolean isClosed;
  private final Thread writer = new Thread(this::writeUntilClosed, "enforced-tls-report-counts");

  CountBuffer(CountLog log) {
    this(log, REST);
  }

  CountBuffer(CountLog log, Duration rest) {
    this.log = log;
    this.rest = rest;
    writer.setDaemon(true);
  }

  void add(CountedSession session) {
    lock.lock();
    try {
      if (isClosed) {
        LOG.warn("a session with {} is not counted: the counter is closed", session.domain());
        return;
      }
      addUp(session, 1);
      if (writer.getState() == Thread.State.NEW) {
        writer.start();
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void addUp(CountedSession session, long sessions) {
    if (waiting.size() < MAX_KINDS || waiting.containsKey(session)) {
      waiting.merge(session, sessions, Long::sum);
    } else {
      LOG.error("sessions with {} are not counted: too many wait to be written", session.domain());
    }
  }

  private void writeUntilClosed() {
    try {
      while (awaitCounts()) {
        write();
        rest();
      }
    } catch (InterruptedException e) {
      // Nobody has this thread but the buffer, which does not interrupt it.
      Thread.currentThread().interrupt();
    }
    write();
  }

  /** False once the buffer is closed. */
  private boolean awaitCounts() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && !isClosed) {
        changed.await();
      }
      return !isClosed;
    } finally {
      lock.unlock();
    }
  }

  private void rest() throws InterruptedException {
    lock.lock();
    try {
      long left = rest.toNanos();
      while (left > 0 && !isClosed) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void write() {
    Map<CountedSession, Long> batch = take();
    if (batch.isEmpty()) {
      return;
    }
    try {
      log.add(batch);
    } catch (IOException | RuntimeException e) {
      // A log of somebody else's may have a bug; what it was given is not lost by that.
      LOG.warn("counts for TLS reports cannot be written now", e);
      putBack(batch);
    }
  }

  private Map<CountedSession, Long> take() {
    lock.lock();
    try {
      Map<CountedSession, Long> batch = waiting;
      waiting = new HashMap<>();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void putBack(Map<CountedSession, Long> batch) {
    lock.lock();
    try {
      batch.forEach(this::addUp);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    boolean isStarted;
    lock.lock();
    try {
      isClosed = true;
      isStarted = writer.getState() != Thread.State.NEW;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (isStarted) {
      awaitEnd();
    }
    Map<CountedSession, Long> lost = take();
    if (!lost.isEmpty()) {
      LOG.error("{} kinds of sessions could not be written and are in no TLS report", lost.size());
    }
  }

  private void awaitEnd() {
    boolean wasInterrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        // What is counted must be written, and the log has bounds of its own.
        wasInterrupted = true;
      }
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
