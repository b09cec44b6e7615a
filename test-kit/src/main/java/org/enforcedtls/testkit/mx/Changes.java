package org.enforcedtls.testkit.mx;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Lets threads wait for what others do. Safe for use by several threads at once. */
final class Changes {
  private static final Duration EVER = Duration.ofDays(365);

  private final Object monitor = new Object();
  private volatile boolean closed;

  void happened() {
    synchronized (monitor) {
      monitor.notifyAll();
    }
  }

  void close() {
    closed = true;
    happened();
  }

  boolean isClosed() {
    return closed;
  }

  /** Blocks until there are so many of something; an {@link AssertionError} if it takes longer. */
  void await(int wanted, String what, IntSupplier found, Duration timeout) {
    if (!waited(() -> found.getAsInt() >= wanted, timeout)) {
      throw new AssertionError(
          String.format(
              "expected %d %s within %s, found %d", wanted, what, timeout, found.getAsInt()));
    }
  }

  /** Blocks for a time, or until the server is closed. */
  void pause(Duration time) {
    boolean unused = waited(this::isClosed, time);
  }

  /** Blocks until the server is closed. */
  void awaitClose() {
    pause(EVER);
  }

  /** False if the time was up, or the thread interrupted, before the condition was true. */
  private boolean waited(BooleanSupplier condition, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    synchronized (monitor) {
      while (!condition.getAsBoolean()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        try {
          monitor.wait(left / 1_000_000, (int) (left % 1_000_000));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
      return true;
    }
  }
}
