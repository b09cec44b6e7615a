package org.enforcedtls.queue.entry;

/** Which of the messages for one recipient domain goes first; domains never wait for each other. */
public enum QueuePriority {
  /** Before all others, such as a one-time password. */
  HIGH(0),
  /** Unless said otherwise. */
  NORMAL(1),
  /** When nothing else waits, such as a newsletter. */
  LOW(2);

  private final int rank;

  QueuePriority(int rank) {
    this.rank = rank;
  }

  /**
   * The number for it in the store; it never changes.
   *
   * @return the lower, the earlier
   */
  public int rank() {
    return rank;
  }
}
