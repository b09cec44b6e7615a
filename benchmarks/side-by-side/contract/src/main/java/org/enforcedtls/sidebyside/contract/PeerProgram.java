package org.enforcedtls.sidebyside.contract;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** The main program of every peer. */
public final class PeerProgram {
  private PeerProgram() {}

  /**
   * Runs a peer and prints what was measured. Ends the process with 1 if a message was not
   * accepted.
   *
   * @param args the command line
   * @param peers by the name that follows {@code --peer}
   */
  public static void run(String[] args, Map<String, Function<Load, Peer>> peers) {
    try {
      Load.Arguments arguments = Load.Arguments.parse(args);
      Function<Load, Peer> chosen = peers.get(arguments.peer());
      if (chosen == null) {
        throw new IllegalArgumentException(
            "expected --peer of " + new TreeSet<>(peers.keySet()) + ", found " + arguments.peer());
      }
      measure(arguments.load(), chosen.apply(arguments.load()));
      System.exit(0); // whatever threads a peer leaves behind
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void measure(Load load, Peer peer) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    Phase warmUp = load.warmUpPhase();
    peer.send(warmUp);
    requireAllSent(warmUp);
    System.out.printf(Locale.ROOT, "{\"warmUp\":%d}%n", warmUp.sent());
    System.out.flush();
    if (in.readLine() == null) {
      throw new IOException("expected a line of input to begin the counted work");
    }

    Phase counted = load.countedPhase();
    HeapSampler heap = load.flags().contains("sample-heap") ? HeapSampler.start() : null;
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long began = System.nanoTime();
    peer.send(counted);
    long nanos = System.nanoTime() - began;
    cpu = system.getProcessCpuTime() - cpu;
    requireAllSent(counted);
    System.out.printf(
        Locale.ROOT,
        "{\"messages\":%d,\"seconds\":%.6f,\"cpuSeconds\":%.6f,\"messageMillis\":%.3f%s}%n",
        counted.sent(),
        nanos / 1e9,
        cpu / 1e9,
        counted.medianMillis(),
        heap == null ? "" : ",\"heapGrowthOctets\":" + heap.growthOctets());
    System.out.flush();

    // The counters are read before the connections end.
    if (in.readLine() != null) {
      throw new IOException("expected the end of input");
    }
    peer.end();
  }

  private static void requireAllSent(Phase phase) {
    if (phase.sent() != phase.size()) {
      throw new IllegalStateException(
          "expected " + phase.size() + " messages accepted, found " + phase.sent());
    }
  }
}
