package org.enforcedtls.sidebyside.harness;

import static org.enforcedtls.sidebyside.harness.Scenario.Trait.BATCHES;
import static org.enforcedtls.sidebyside.harness.Scenario.Trait.HEAP;
import static org.enforcedtls.sidebyside.harness.Scenario.Trait.HOLD_BACK;
import static org.enforcedtls.sidebyside.harness.Scenario.Trait.NEW_HOSTS;
import static org.enforcedtls.sidebyside.harness.Scenario.Trait.QUEUE;
import static org.enforcedtls.sidebyside.harness.Scenario.Trait.REUSE;
import static org.enforcedtls.sidebyside.harness.Scenario.Trait.THREADS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All that is measured. */
final class Scenarios {
  private static final int USUAL_OCTETS = 10_000;
  private static final Duration ONE_WAY = Duration.ofMillis(25);
  // A little under the round trip: nothing that waited for a reply can come sooner.
  private static final List<String> COUNTING_TURNS = List.of("--turn-gap", "45");
  private static final List<String> COUNTING_TURNS_OF_DATA =
      List.of("--turn-gap", "45", "--no-chunking");

  private Scenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    all.add(
        new Scenario(
            "a-one-host",
            "One MX host, 8 workers, messages of 10 kB",
            new Work(1, 20_000, 8_000, 8, 1, USUAL_OCTETS),
            List.of(),
            Duration.ZERO,
            List.of(Metric.RATE, Metric.CPU, Metric.FULL_HANDSHAKES, Metric.RESUMED_HANDSHAKES),
            Set.of(BATCHES)));
    all.add(
        new Scenario(
            "b-many-domains",
            "1,000 domains, 5 messages of 10 kB to each, 8 workers",
            new Work(1_000, 5, 1_500, 8, 1, USUAL_OCTETS),
            List.of(),
            Duration.ZERO,
            List.of(Metric.RATE, Metric.CPU, Metric.FULL_HANDSHAKES, Metric.RESUMED_HANDSHAKES),
            Set.of(BATCHES)));
    addDelayed(all);
    all.add(
        new Scenario(
            "d-large",
            "One message of 25 MB",
            new Work(1, 1, 3, 1, 1, 25_000_000),
            List.of(),
            Duration.ZERO,
            List.of(Metric.MILLIS, Metric.SECONDS_OF_CPU),
            Set.of()));
    addHeap(all);
    all.add(
        new Scenario(
            "e-slow-hosts",
            "1,000 connections at once to hosts that wait 1 s before each reply",
            new Work(1_000, 1, 50, 1_000, 1, USUAL_OCTETS),
            List.of("--reply-delay", "1000"),
            Duration.ZERO,
            List.of(Metric.RESIDENT, Metric.OPEN),
            Set.of(THREADS)));
    addQueues(all);
    return all;
  }

  private static void addQueues(List<Scenario> all) {
    List<Metric> metrics = List.of(Metric.RATE, Metric.CPU);
    all.add(
        new Scenario(
            "f-accept",
            "Taking messages of 10 kB until they are on the disk, 8 clients",
            new Work(100, 50, 2_000, 8, 1, USUAL_OCTETS),
            List.of(),
            Duration.ZERO,
            metrics,
            Set.of(QUEUE, HOLD_BACK)));
    all.add(
        new Scenario(
            "g-queue-many-domains",
            "From 8 clients through the queue to 1,000 domains, 5 messages of 10 kB to each",
            new Work(1_000, 5, 1_500, 8, 1, USUAL_OCTETS),
            List.of(),
            Duration.ZERO,
            metrics,
            Set.of(QUEUE)));
    all.add(
        new Scenario(
            "g-queue-one-domain",
            "From 8 clients through the queue to one domain, 5,000 messages of 10 kB",
            new Work(1, 5_000, 2_000, 8, 1, USUAL_OCTETS),
            List.of(),
            Duration.ZERO,
            metrics,
            Set.of(QUEUE)));
  }

  private static void addDelayed(List<Scenario> all) {
    List<Metric> metrics = List.of(Metric.MILLIS, Metric.TURNS);
    all.add(
        new Scenario(
            "c-fresh",
            "Round trip of 50 ms, a new connection for each message, 1 recipient",
            new Work(10, 1, 10, 1, 1, USUAL_OCTETS),
            COUNTING_TURNS,
            ONE_WAY,
            metrics,
            Set.of(NEW_HOSTS)));
    all.add(
        new Scenario(
            "c-fresh-50",
            "Round trip of 50 ms, a new connection for each message, 50 recipients",
            new Work(5, 1, 5, 1, 50, USUAL_OCTETS),
            COUNTING_TURNS,
            ONE_WAY,
            metrics,
            Set.of(NEW_HOSTS)));
    all.add(
        new Scenario(
            "c-reused",
            "Round trip of 50 ms, one connection, CHUNKING offered",
            new Work(1, 20, 10, 1, 1, USUAL_OCTETS),
            COUNTING_TURNS,
            ONE_WAY,
            metrics,
            Set.of(BATCHES, REUSE)));
    all.add(
        new Scenario(
            "c-reused-data",
            "Round trip of 50 ms, one connection, no CHUNKING",
            new Work(1, 20, 10, 1, 1, USUAL_OCTETS),
            COUNTING_TURNS_OF_DATA,
            ONE_WAY,
            metrics,
            Set.of(BATCHES, REUSE)));
  }

  private static void addHeap(List<Scenario> all) {
    for (int megabytes : new int[] {1, 25, 100}) {
      all.add(
          new Scenario(
              "d-heap-" + megabytes,
              "Heap held while a streamed message of " + megabytes + " MB is sent",
              new Work(1, megabytes == 1 ? 5 : 1, 2, 1, 1, megabytes * 1_000_000),
              List.of(),
              Duration.ZERO,
              List.of(Metric.HEAP),
              Set.of(HEAP)));
    }
  }
}
