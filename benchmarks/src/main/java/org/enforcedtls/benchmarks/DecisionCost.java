package org.enforcedtls.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.benchmarks.PublishedDomain.Client;

/**
 * What a decision takes. Where nothing is remembered: how many questions, and how many round trips.
 * The resolver is 200 ms away and everything else is not, so the time by 200 ms is the number of
 * times that the client had to wait for one answer before it could ask the next question. Where
 * everything is remembered: the CPU time of the thread, which a busy machine leaves alone.
 */
public final class DecisionCost {
  private static final Duration ROUND_TRIP = Duration.ofMillis(200);
  private static final int COLD_ROUNDS = 5;
  private static final int WARM_UP = 60_000;
  private static final int WARM_ROUNDS = 15;
  private static final int BATCH = 5_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private DecisionCost() {}

  /**
   * Measures everything, in about a minute.
   *
   * @param args none
   * @throws IOException if no port can be had
   */
  public static void main(String[] args) throws IOException {
    System.out.println("| asked for | questions | round trips | remembered: CPU µs |");
    System.out.println("|---|---|---|---|");
    for (Client wishes : Client.values()) {
      long questions = 0;
      double[] turns = new double[COLD_ROUNDS];
      cold(wishes, turns, 0); // loads classes
      for (int i = 0; i < COLD_ROUNDS; i++) {
        questions = cold(wishes, turns, i);
      }
      System.out.printf(
          "| %s | %d | %.1f | %.1f |%n", wishes, questions, median(turns), median(warm(wishes)));
    }
  }

  /** Returns how many questions were asked. */
  private static long cold(Client wishes, double[] turns, int round) throws IOException {
    try (PublishedDomain domain = new PublishedDomain();
        DistantResolver resolver = new DistantResolver(domain.resolver(), ROUND_TRIP);
        EnforcedTlsClient client = domain.client(wishes, resolver.address())) {
      long start = System.nanoTime();
      PublishedDomain.decided(client);
      turns[round] = (System.nanoTime() - start) / (double) ROUND_TRIP.toNanos();
      return domain.queries();
    }
  }

  private static double[] warm(Client wishes) {
    double[] micros = new double[WARM_ROUNDS];
    try (PublishedDomain domain = new PublishedDomain();
        EnforcedTlsClient client = domain.client(wishes, domain.resolver())) {
      for (int i = 0; i < WARM_UP; i++) {
        PublishedDomain.decided(client);
      }
      for (int round = 0; round < WARM_ROUNDS; round++) {
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < BATCH; i++) {
          PublishedDomain.decided(client);
        }
        micros[round] = (THREADS.getCurrentThreadCpuTime() - start) / 1_000.0 / BATCH;
      }
    }
    return micros;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
