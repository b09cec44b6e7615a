package org.enforcedtls.queue.internal.store;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Each wake wakes one that waits; one while nobody waits is kept for the next. */
final class Wake {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private int waiting;
  private int wakes;

  void wake() {
    lock.lock();
    try {
      wakes = Math.min(wakes, waiting) + 1;
      woken.signal();
    } finally {
      lock.unlock();
    }
  }

  void await(Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    waiting++;
    try {
      long nanos = atMost.toNanos();
      while (wakes == 0 && nanos > 0) {
        nanos = woken.awaitNanos(nanos);
      }
      wakes = Math.max(0, wakes - 1);
    } finally {
      waiting--;
      lock.unlock();
    }
  }
}
