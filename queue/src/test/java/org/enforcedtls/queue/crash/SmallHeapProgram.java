package org.enforcedtls.queue.crash;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.queue.DeliveryQueue;
import org.enforcedtls.queue.QueueWorker;
import org.enforcedtls.queue.entry.QueueEntry;
import org.enforcedtls.queue.entry.QueueQuery;
import org.enforcedtls.queue.entry.RecipientState;
import org.enforcedtls.testkit.network.LoopbackNetwork;

/** Works on a very full queue in a process of its own with little memory, and says how it went. */
public final class SmallHeapProgram {
  private static final int PAGE = 1_000;
  private static final int PAGES = 20;

  private SmallHeapProgram() {}

  /**
   * Runs it.
   *
   * @param args those of {@link NodeProgram}, but at the end how many are to be accepted, and how
   *     many expire
   */
  public static void main(String[] args) throws IOException {
    long accepted = Long.parseLong(args[6]);
    long expired = Long.parseLong(args[7]);
    try (LoopbackNetwork network = NodeProgram.network(args);
        EnforcedTlsClient client = NodeProgram.client(args, network);
        DeliveryQueue queue = NodeProgram.store(args[0]).open()) {
      long begin = System.nanoTime();
      queue.stats();
      say("stats: " + millisSince(begin) + " ms");
      say("list: " + list(queue) + " ms for " + PAGES + " pages of " + PAGE);
      begin = System.nanoTime();
      try (QueueWorker worker = queue.worker(client).start()) {
        assert worker != null;
        while (count(queue, RecipientState.ACCEPTED) < accepted
            || count(queue, RecipientState.EXPIRED) < expired) {
          LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
      }
      say("work: " + millisSince(begin) + " ms for " + queue.stats().recipients());
    }
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed() >> 20)
            .sum();
    say("heap: at most " + peak + " MiB of " + (Runtime.getRuntime().maxMemory() >> 20));
  }

  private static long list(DeliveryQueue queue) throws IOException {
    long begin = System.nanoTime();
    List<QueueEntry> page = queue.list(QueueQuery.open(), PAGE);
    for (int i = 1; i < PAGES; i++) {
      page = queue.list(QueueQuery.open(), page.get(PAGE - 1), PAGE);
    }
    return millisSince(begin);
  }

  private static long count(DeliveryQueue queue, RecipientState state) throws IOException {
    Map<RecipientState, Long> recipients = queue.stats().recipients();
    return recipients.getOrDefault(state, 0L);
  }

  private static long millisSince(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin).toMillis();
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
