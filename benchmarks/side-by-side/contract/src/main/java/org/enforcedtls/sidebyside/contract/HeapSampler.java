package org.enforcedtls.sidebyside.contract;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;

/**
 * Collects garbage again and again and keeps the most that was left each time: what the work really
 * holds on to. It slows the work down, so such a run says nothing about speed.
 */
final class HeapSampler {
  private final long before;
  private final LongAccumulator most = new LongAccumulator(Math::max, 0);
  private final AtomicLong samples = new AtomicLong();
  private volatile boolean isEnded;

  private HeapSampler() {
    this.before = usedAfterCollection();
  }

  static HeapSampler start() {
    HeapSampler sampler = new HeapSampler();
    Thread thread = new Thread(sampler::sample, "heap-sampler");
    thread.setDaemon(true);
    thread.start();
    return sampler;
  }

  private void sample() {
    while (!isEnded) {
      most.accumulate(usedAfterCollection());
      samples.incrementAndGet();
    }
  }

  private static long usedAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Ends the sampling. */
  long growthOctets() {
    isEnded = true;
    if (samples.get() < 2) {
      throw new IllegalStateException("the work was over before the heap was sampled twice");
    }
    return Math.max(0, most.get() - before);
  }
}
