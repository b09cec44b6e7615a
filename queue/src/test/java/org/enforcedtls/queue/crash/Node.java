package org.enforcedtls.queue.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A node in a process of its own. Safe for use by several threads at once. */
final class Node {
  private static final String ACK = "ack ";

  private final Process process;
  private final Thread reader;
  private final Set<Integer> acknowledged = new HashSet<>();
  private final StringBuilder words = new StringBuilder();
  private volatile boolean wasKilled;

  Node(Process process) {
    this.process = process;
    this.reader = new Thread(this::read, "node");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        hear(line);
      }
    } catch (IOException e) {
      hear("the pipe broke: " + e);
    }
  }

  private synchronized void hear(String line) {
    if (line.startsWith(ACK)) {
      acknowledged.add(Integer.parseInt(line.substring(ACK.length())));
      notifyAll();
    } else {
      words.append(line).append('\n');
    }
  }

  /** Waits until it has acknowledged so many. */
  synchronized void awaitAcknowledged(int count, Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (acknowledged.size() < count) {
      long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (millis <= 0) {
        throw new AssertionError(acknowledged.size() + " of " + count + " enqueued: " + words);
      }
      wait(millis);
    }
  }

  /** As a power cut would. Blocking. */
  void kill() {
    wasKilled = process.isAlive();
    process.destroyForcibly();
    process.onExit().join();
    joinReader();
  }

  boolean wasKilled() {
    return wasKilled;
  }

  /** Waits until it has sent everything. */
  void awaitEnd(Duration timeout) throws InterruptedException {
    if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the node is still at work: " + words());
    }
    joinReader();
    if (process.exitValue() != 0) {
      throw new AssertionError("the node failed: " + words());
    }
  }

  private void joinReader() {
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized Set<Integer> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  synchronized String words() {
    return words.toString();
  }
}
