package org.enforcedtls.testkit.dns;

import java.time.Duration;

/** Threads that do not keep the JVM of a test alive. */
final class Daemon {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Daemon() {}

  static Thread start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /**
   * Waits for a listener whose socket was closed. Until it has left the system call, the kernel
   * keeps the port.
   */
  static void awaitEnd(Thread listener) {
    try {
      listener.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
