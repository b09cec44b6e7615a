package org.enforcedtls.queue.internal.store;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes those that wait. A wake while nobody waits is kept for the next. */
final class Wake {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private long wakes;
  private long heard;

  void wake() {
    lock.lock();
    try {
      wakes++;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void await(Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = atMost.toNanos();
      while (wakes == heard && nanos > 0) {
        nanos = woken.awaitNanos(nanos);
      }
      heard = wakes;
    } finally {
      lock.unlock();
    }
  }
}
