package org.enforcedtls.sidebyside.harness;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One table.
 *
 * @param name what {@code --scenario} takes; its first letter alone means all that begin with it
 * @param title above the table
 * @param work of each trial
 * @param sinkOptions what the sink is told
 * @param oneWay how long the delay line takes; zero is none
 * @param metrics the columns; the ratio goes by the first
 * @param traits what is special about it
 */
record Scenario(
    String name,
    String title,
    Work work,
    List<String> sinkOptions,
    Duration oneWay,
    List<Metric> metrics,
    Set<Trait> traits) {

  /** What a scenario asks of peers or set-up. */
  enum Trait {
    /** Each host is met once: a resumed TLS session would be a fault of the set-up. */
    NEW_HOSTS,
    /** Many messages to a domain, so that it makes a difference to hand them over together. */
    BATCHES,
    /** One connection for many messages, so that peers that make one for each have no part. */
    REUSE,
    /** Only for peers that can measure their heap. */
    HEAP,
    /** Only for peers that run under a choice of threads. */
    THREADS,
    /**
     * Only for peers with a queue on the disk; from the first message taken to the last arrived.
     */
    QUEUE,
    /** With {@link #QUEUE}: from the first message taken to the last on the disk. */
    HOLD_BACK
  }

  Scenario {
    sinkOptions = List.copyOf(sinkOptions);
    metrics = List.copyOf(metrics);
    traits = Set.copyOf(traits);
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  boolean isMeantBy(String wanted) {
    return name.equals(wanted) || (wanted.length() == 1 && name.startsWith(wanted));
  }

  Scenario scaled(double factor) {
    return new Scenario(name, title, work.scaled(factor), sinkOptions, oneWay, metrics, traits);
  }
}
