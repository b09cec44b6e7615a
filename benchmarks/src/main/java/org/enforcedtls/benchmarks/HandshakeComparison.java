package org.enforcedtls.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * All clients in turn, round by round, so that what else the machine does falls on all alike.
 * Prints medians over the rounds: the CPU time of the client's thread, the wall time, and the ratio
 * to {@link HandshakeClient#PEER} of the same round.
 */
public final class HandshakeComparison {
  private static final List<String> CLIENTS =
      List.of(HandshakeClient.PEER, "jdk", "bouncycastle", "conscrypt");
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Logger BOUNCY_CASTLE = Logger.getLogger("org.bouncycastle");
  private static final int BATCH = 20;

  private record Sample(double cpuMicros, double wallMicros) {}

  /** What one client is asked for. */
  private enum Kind {
    FULL,
    RESUMED
  }

  private HandshakeComparison() {}

  /**
   * Measures everything, in about ten minutes.
   *
   * @param args how many rounds to warm up, and how many to count; 30 and 60 by default
   * @throws IOException if a handshake fails
   * @throws GeneralSecurityException if a client cannot be made
   */
  public static void main(String[] args) throws IOException, GeneralSecurityException {
    BOUNCY_CASTLE.setLevel(Level.SEVERE);
    int warmUp = args.length > 0 ? Integer.parseInt(args[0]) : 30;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 60;
    System.out.println("| | client | CPU µs | to jsse | wall µs | to jsse |");
    System.out.println("|---|---|---|---|---|---|");
    for (String keys : List.of("RSA-2048", "EC-P256")) {
      for (String protocol : List.of("TLSv1.3", "TLSv1.2")) {
        for (Kind kind : Kind.values()) {
          compare(keys, protocol, kind, warmUp, rounds);
        }
      }
    }
  }

  private static void compare(String keys, String protocol, Kind kind, int warmUp, int rounds)
      throws IOException, GeneralSecurityException {
    try (ServerProcess server = ServerProcess.start(keys, protocol)) {
      Map<String, HandshakeClient> clients = new LinkedHashMap<>();
      for (String name : CLIENTS) {
        HandshakeClient client = HandshakeClient.of(name, server);
        client.open(Handshakes.AGAIN);
        if (kind == Kind.FULL || client.open(Handshakes.AGAIN)) {
          clients.put(name, client);
        }
      }
      Map<String, List<Sample>> samples = new LinkedHashMap<>();
      for (int round = 0; round < warmUp + rounds; round++) {
        for (Map.Entry<String, HandshakeClient> client : clients.entrySet()) {
          Sample sample = batch(client.getValue(), kind, round * BATCH);
          if (round >= warmUp) {
            samples.computeIfAbsent(client.getKey(), name -> new ArrayList<>()).add(sample);
          }
        }
      }
      String what = keys + ", " + protocol + ", " + kind.name().toLowerCase(Locale.ROOT);
      samples.forEach((name, taken) -> print(what, name, taken, samples));
      clients.values().forEach(HandshakeClient::close);
    }
  }

  private static Sample batch(HandshakeClient client, Kind kind, int firstNumber)
      throws IOException {
    long cpu = THREADS.getCurrentThreadCpuTime();
    long wall = System.nanoTime();
    for (int i = 0; i < BATCH; i++) {
      if (kind == Kind.FULL) {
        Handshakes.full(client, firstNumber + i);
      } else {
        Handshakes.resumed(client);
      }
    }
    return new Sample(
        (THREADS.getCurrentThreadCpuTime() - cpu) / 1000.0 / BATCH,
        (System.nanoTime() - wall) / 1000.0 / BATCH);
  }

  private static void print(
      String what, String client, List<Sample> taken, Map<String, List<Sample>> samples) {
    List<Sample> peer = samples.getOrDefault(HandshakeClient.PEER, taken);
    List<Double> cpuRatios = new ArrayList<>();
    List<Double> wallRatios = new ArrayList<>();
    for (int i = 0; i < taken.size(); i++) {
      cpuRatios.add(taken.get(i).cpuMicros() / peer.get(i).cpuMicros());
      wallRatios.add(taken.get(i).wallMicros() / peer.get(i).wallMicros());
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.0f | %.2f | %.0f | %.2f |%n",
        what,
        client,
        median(taken.stream().map(Sample::cpuMicros).toList()),
        median(cpuRatios),
        median(taken.stream().map(Sample::wallMicros).toList()),
        median(wallRatios));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
