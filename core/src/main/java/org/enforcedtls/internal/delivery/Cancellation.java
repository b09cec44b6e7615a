package org.enforcedtls.internal.delivery;

/**
 * Whether a caller has given up: by interrupting its own thread, or one that works for it. Safe for
 * use by several threads at once.
 */
final class Cancellation {
  private volatile boolean isCancelled;

  /** Asked by each thread of the delivery; the flag of an interrupted one stays set. */
  boolean isCancelled() {
    return isCancelled || Thread.currentThread().isInterrupted();
  }

  void cancel() {
    isCancelled = true;
  }
}
