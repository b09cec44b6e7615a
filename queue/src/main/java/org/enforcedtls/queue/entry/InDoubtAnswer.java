package org.enforcedtls.queue.entry;

/** What becomes of a message that was sent whole and whose reply was lost. */
public enum InDoubtAnswer {
  /** Try again, with the same Message-ID: it may arrive twice, it is never lost. */
  RETRY,
  /** Wait for an operator, who can ask the partner whether it arrived. */
  SUSPEND
}
