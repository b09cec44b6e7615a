package org.enforcedtls.queue.internal.worker;

import org.enforcedtls.queue.internal.store.Claims;

/**
 * How a node works. Immutable.
 *
 * @param node who it is
 * @param threads how many claims it works on at once
 * @param judgement what becomes of outcomes
 * @param sharing whether other processes work on the same store
 */
public record WorkSettings(Claims.Node node, int threads, Judgement judgement, Sharing sharing) {
  /** Whether other processes work on the same store. */
  public enum Sharing {
    /** Nobody else does: whatever is claimed at the start is abandoned. */
    ALONE,
    /** Others may. */
    SHARED
  }
}
