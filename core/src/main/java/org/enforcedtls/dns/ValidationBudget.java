package org.enforcedtls.dns;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.enforcedtls.internal.time.Deadline;

/**
 * What the validation of one answer may cost: a time, and a number of questions. Safe for use by
 * several threads at once.
 *
 * <p>It is an executor since that is what dnsjava hands down to each question that it asks on the
 * way; so the questions of one validation know to which they belong. Its work is done by the common
 * pool: a signature takes too long for the one thread that reads all of dnsjava's sockets.
 */
final class ValidationBudget implements Executor {
  /** Two for each label of a name with ten zones in it, and as many again; a chain has its own. */
  private static final int MAX_QUESTIONS = 40;

  private final Deadline deadline;
  private final AtomicInteger questions = new AtomicInteger();
  private final AtomicReference<Response.Failed> failure = new AtomicReference<>();

  ValidationBudget(Deadline deadline) {
    this.deadline = deadline;
  }

  @Override
  public void execute(Runnable work) {
    ForkJoinPool.commonPool().execute(work);
  }

  Deadline deadline() {
    return deadline;
  }

  /** Takes one question; the failure that it means if there is none left. */
  Optional<Response.Failed> spend() {
    if (questions.incrementAndGet() > MAX_QUESTIONS) {
      return Optional.of(
          new Response.Failed(
              LookupFault.BOGUS, "DNSSEC: more than " + MAX_QUESTIONS + " questions to prove it"));
    }
    return deadline.hasPassed()
        ? Optional.of(new Response.Failed(LookupFault.TIMED_OUT, "no time left to prove it"))
        : Optional.empty();
  }

  void failed(Response.Failed why) {
    failure.compareAndSet(null, why);
  }

  /** The first question that failed. */
  Optional<Response.Failed> failure() {
    return Optional.ofNullable(failure.get());
  }
}
