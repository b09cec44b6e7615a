package org.enforcedtls.queue.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** What becomes of a message that was not accepted. */
public sealed interface NextStep {
  /**
   * Try it again. Immutable.
   *
   * @param at not before the present; not after the end of the lifetime, if anything was tried yet
   */
  record TryAgain(Instant at) implements NextStep {
    /**
     * Checks.
     *
     * @param at when
     */
    public TryAgain {
      requireNonNull(at, "at");
    }
  }

  /**
   * Give it up and tell the sender: its lifetime is over, and it was tried then. Immutable.
   *
   * @param expiredAt the end of the lifetime
   */
  record GiveUp(Instant expiredAt) implements NextStep {
    /**
     * Checks.
     *
     * @param expiredAt the end of the lifetime
     */
    public GiveUp {
      requireNonNull(expiredAt, "expiredAt");
    }
  }
}
