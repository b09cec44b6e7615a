package org.enforcedtls.interop;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another process does. */
final class Awaiting {
  private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();

  private Awaiting() {}

  @FunctionalInterface
  interface Condition {
    boolean holds() throws IOException;
  }

  static void until(Duration patience, String what, Condition condition) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("waited " + patience + " for " + what);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
