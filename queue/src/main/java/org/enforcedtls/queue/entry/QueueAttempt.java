package org.enforcedtls.queue.entry;

import java.time.Instant;
import java.util.List;
import org.enforcedtls.outcome.AttemptEvidence;

/**
 * One attempt to deliver to one recipient, over all its hosts. Immutable.
 *
 * @param position of the recipient in the envelope, from 0
 * @param attempt which one, from 1
 * @param startedAt when it was begun
 * @param endedAt when its result was written
 * @param node that made it
 * @param conclusion {@code accepted}, {@code transient}, {@code permanent}, {@code in-doubt};
 *     {@code lost} if the node died meanwhile
 * @param evidence of each host that was tried
 */
public record QueueAttempt(
    int position,
    int attempt,
    Instant startedAt,
    Instant endedAt,
    String node,
    String conclusion,
    List<AttemptEvidence> evidence) {
  /**
   * Copies.
   *
   * @param position of the recipient
   * @param attempt which one
   * @param startedAt when it was begun
   * @param endedAt when its result was written
   * @param node that made it
   * @param conclusion how it ended
   * @param evidence of each host
   */
  public QueueAttempt {
    evidence = List.copyOf(evidence);
  }
}
