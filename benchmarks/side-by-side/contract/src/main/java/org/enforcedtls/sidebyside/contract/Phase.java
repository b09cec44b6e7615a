package org.enforcedtls.sidebyside.contract;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A part of the work, in jobs that the workers take one by one. Safe for use by several threads at
 * once.
 */
public final class Phase {
  private final Jobs jobs;
  private final int firstDomain;
  private final int messagesOfJob;
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger sent = new AtomicInteger();
  private final int count;
  private final long[] nanos;

  private enum Jobs {
    MESSAGES,
    DOMAINS
  }

  private Phase(Jobs jobs, int firstDomain, int count, int messagesOfJob) {
    this.jobs = jobs;
    this.firstDomain = firstDomain;
    this.count = count;
    this.messagesOfJob = messagesOfJob;
    this.nanos = new long[count * messagesOfJob];
  }

  /** Each message to the only domain is a job. */
  static Phase ofMessages(int messages) {
    return new Phase(Jobs.MESSAGES, 0, messages, 1);
  }

  /** Each domain is a job, with all its messages. */
  static Phase ofDomains(int firstDomain, int domains, int messages) {
    return new Phase(Jobs.DOMAINS, firstDomain, domains, messages);
  }

  /** The domain of the next job; -1 if none is left. */
  int takeDomain() {
    int job = taken.getAndIncrement();
    if (job >= count) {
      return -1;
    }
    return jobs == Jobs.DOMAINS ? firstDomain + job : firstDomain;
  }

  /** Whether the domain is done with when the job is. */
  boolean leavesDomains() {
    return jobs == Jobs.DOMAINS;
  }

  int messagesOfJob() {
    return messagesOfJob;
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
