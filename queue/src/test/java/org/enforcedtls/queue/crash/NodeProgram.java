package org.enforcedtls.queue.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.queue.DeliveryQueue;
import org.enforcedtls.queue.DeliveryQueueBuilder;
import org.enforcedtls.queue.QueueWorker;
import org.enforcedtls.queue.entry.QueueSubmission;
import org.enforcedtls.testkit.network.LoopbackNetwork;
import org.enforcedtls.trust.TrustAnchors;

/**
 * A node in a process of its own: works, and enqueues numbered messages if it shall. Says {@code
 * ack N} once message N is enqueued, and ends when nothing is left to be sent.
 */
public final class NodeProgram {
  static final int THREADS = 4;

  private static final int PRODUCERS = 2;
  private static final Duration LEASE = Duration.ofSeconds(Integer.getInteger("queue.lease", 5));

  private final DeliveryQueue queue;
  private final int domains;

  private NodeProgram(DeliveryQueue queue, int domains) {
    this.queue = queue;
    this.domains = domains;
  }

  /**
   * Runs a node.
   *
   * @param args store, port of the DNS, port of the MX host, file of the CA, domains, name of the
   *     node, first number to enqueue, how many to enqueue
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    try (LoopbackNetwork network = network(args);
        EnforcedTlsClient client = client(args, network);
        DeliveryQueue queue = store(args[0]).open();
        QueueWorker worker = queue.worker(client).threads(THREADS).lease(LEASE).start()) {
      assert worker != null;
      new NodeProgram(queue, Integer.parseInt(args[4]))
          .run(Integer.parseInt(args[6]), Integer.parseInt(args[7]));
    }
  }

  static LoopbackNetwork network(String... args) {
    return new LoopbackNetwork().server(CrashScene.ADDRESS, loopback(args[2]));
  }

  static EnforcedTlsClient client(String[] args, LoopbackNetwork network) throws IOException {
    return EnforcedTlsClient.builder(args[5])
        .trustAnchors(TrustAnchors.fromPem(Path.of(args[3])))
        .dnsClient(DnsClient.builder().resolvers(List.of(loopback(args[1]))).build())
        .socketFactory(network)
        .build();
  }

  private static InetSocketAddress loopback(String port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
  }

  static DeliveryQueueBuilder store(String name) {
    return name.startsWith("jdbc:")
        ? DeliveryQueue.inPostgres(name)
        : DeliveryQueue.inDirectory(Path.of(name));
  }

  private void run(int first, int count) throws IOException, InterruptedException {
    Thread[] producers = new Thread[PRODUCERS];
    for (int i = 0; i < PRODUCERS; i++) {
      int offset = i;
      producers[i] = new Thread(() -> produce(first, count, offset));
      producers[i].start();
    }
    for (Thread producer : producers) {
      producer.join();
    }
    while (!isEmpty()) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    say("empty");
  }

  private boolean isEmpty() {
    try {
      return queue.stats().openMessages() == 0;
    } catch (IOException e) {
      say("no answer: " + e.getMessage());
      return false;
    }
  }

  private void produce(int first, int count, int offset) {
    for (int i = offset; i < count; i += PRODUCERS) {
      enqueue(first + i);
    }
  }

  /** Until the store has it, as an application would. */
  private void enqueue(int number) {
    Envelope envelope =
        Envelope.from("reports@bank.example").to("a@d" + number % domains + ".example").build();
    QueueSubmission mail =
        QueueSubmission.builder(
                envelope,
                MailContent.ofOctets(("Subject: " + number + "\n\nbody\n").getBytes(UTF_8)))
            .idempotencyKey("message " + number)
            .build();
    while (true) {
      try {
        queue.enqueue(mail);
        say("ack " + number);
        return;
      } catch (IOException e) {
        say("no answer: " + e.getMessage());
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
  }

  private static synchronized void say(String line) {
    System.out.println(line);
  }
}
