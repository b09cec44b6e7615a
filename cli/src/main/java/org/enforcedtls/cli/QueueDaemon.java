package org.enforcedtls.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.enforcedtls.queue.DeliveryQueue;
import org.jspecify.annotations.Nullable;

/**
 * Works on a queue until it is asked to end, reads files again when it is asked to, and says how it
 * is doing. Signals only leave an order; one thread carries them out. For one thread.
 */
final class QueueDaemon {
  /** More than a worker has to end what is under way. */
  private static final int MAX_END_SECONDS = 40;

  private enum Order {
    END,
    RELOAD
  }

  private final DeliveryQueue queue;
  private final QueueWork work;
  private final Output output;
  private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * Where and how often it says how it is doing.
   *
   * @param every so often
   * @param file null is the output of the command
   */
  record Output(
      Duration every,
      @Nullable Path file,
      ClientOptions options,
      PrintWriter out,
      PrintWriter err) {}

  QueueDaemon(DeliveryQueue queue, QueueWork work, Output output) {
    this.queue = queue;
    this.work = work;
    this.output = output;
  }

  /** Until SIGTERM, SIGINT or the end of the process. */
  void run() throws IOException {
    try {
      listen();
      work.start();
      Instant nextHealth = Instant.now();
      while (true) {
        long wait = Duration.between(Instant.now(), nextHealth).toMillis();
        Order order = orders.poll(wait, TimeUnit.MILLISECONDS);
        if (order == Order.END) {
          return;
        }
        if (order == Order.RELOAD) {
          work.reload();
        } else {
          sayHealth();
          nextHealth = Instant.now().plus(output.every());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      work.close();
      ended.countDown();
    }
  }

  private void listen() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "enforced-tls-end"));
    SystemSignal.handle("TERM", this::end);
    SystemSignal.handle("INT", this::end);
    if (!SystemSignal.handle("HUP", () -> orders.add(Order.RELOAD))) {
      output
          .err()
          .println(
              "enforced-tls: SIGHUP does not get here (nohup?); changed files count after a restart");
    }
  }

  /** Waits, since a process whose hooks are done is gone; but not for what never ends. */
  private void end() {
    orders.add(Order.END);
    try {
      boolean isInTime = ended.await(MAX_END_SECONDS, TimeUnit.SECONDS);
      if (!isInTime) {
        // What was under way is taken over when its lease is over, or by the next process.
        Runtime.getRuntime().halt(ExitCode.TRANSIENT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sayHealth() {
    QueueHealth health = QueueHealth.of(queue, Instant.now(), work.problem());
    try {
      QueueHealth.publish(
          output.options().wantsJson() ? health.json() : health.line(),
          Optional.ofNullable(output.file()),
          output.out());
    } catch (IOException e) {
      output.err().println("enforced-tls: health cannot be written: " + e.getMessage());
    }
  }
}
