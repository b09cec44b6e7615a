package org.enforcedtls.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.benchmarks.PublishedDomain.Client;

/**
 * How many round trips to the resolver a decision takes where nothing is remembered, and how many
 * questions are asked in them. The resolver is 200 ms away and everything else is not, so the time
 * by 200 ms is the number of times that the client had to wait for the one answer before it could
 * ask the next question.
 */
public final class DecisionTurns {
  private static final Duration ROUND_TRIP = Duration.ofMillis(200);
  private static final int ROUNDS = 5;

  private DecisionTurns() {}

  /**
   * Measures everything, in about a minute.
   *
   * @param args none
   * @throws IOException if no port can be had
   */
  public static void main(String[] args) throws IOException {
    System.out.println("| asked for | questions | round trips |");
    System.out.println("|---|---|---|");
    for (Client wishes : Client.values()) {
      double[] turns = new double[ROUNDS];
      long questions = 0;
      for (int i = -1; i < ROUNDS; i++) {
        try (PublishedDomain domain = new PublishedDomain();
            DistantResolver resolver = new DistantResolver(domain.resolver(), ROUND_TRIP);
            EnforcedTlsClient client = domain.client(wishes, resolver.address())) {
          long start = System.nanoTime();
          PublishedDomain.decided(client);
          double took = (System.nanoTime() - start) / (double) ROUND_TRIP.toNanos();
          questions = domain.queries();
          if (i >= 0) { // the first loads classes
            turns[i] = took;
          }
        }
      }
      Arrays.sort(turns);
      System.out.printf("| %s | %d | %.1f |%n", wishes, questions, turns[ROUNDS / 2]);
    }
  }
}
