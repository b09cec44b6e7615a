package org.enforcedtls.sidebyside.contract;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A part of the work, in jobs that the workers take one by one: with one domain each message is a
 * job, otherwise each domain is, with all its messages. Safe for use by several threads at once.
 */
public final class Phase {
  private final int firstDomain;
  private final int domains;
  private final int messages;
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger sent = new AtomicInteger();
  private final long[] nanos;

  Phase(int firstDomain, int domains, int messages) {
    this.firstDomain = firstDomain;
    this.domains = domains;
    this.messages = messages;
    this.nanos = new long[domains * messages];
  }

  /** The domain of the next job; -1 if none is left. */
  int takeDomain() {
    int job = taken.getAndIncrement();
    return job < (isOneDomain() ? messages : domains)
        ? firstDomain + (isOneDomain() ? 0 : job)
        : -1;
  }

  boolean isOneDomain() {
    return domains == 1;
  }

  int messagesOfJob() {
    return isOneDomain() ? 1 : messages;
  }

  /** A message was accepted, so long after its worker began with it. */
  void sent(long nanosItTook) {
    nanos[sent.getAndIncrement()] = nanosItTook;
  }

  int size() {
    return nanos.length;
  }

  int sent() {
    return sent.get();
  }

  double medianMillis() {
    long[] sorted = Arrays.copyOf(nanos, sent());
    Arrays.sort(sorted);
    int count = sorted.length;
    return count == 0 ? 0 : (sorted[(count - 1) / 2] + sorted[count / 2]) / 2e6;
  }
}
