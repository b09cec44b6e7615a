package org.enforcedtls.queue.entry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enforcedtls.address.Domain;

/**
 * How full the queue is. Immutable.
 *
 * @param recipients how many are in each state; all states are there
 * @param openMessages that are not done with
 * @param openOctets of their contents
 * @param oldest when the oldest of them was enqueued; empty if there is none
 * @param down domains to which nothing is sent at the moment
 */
public record QueueStats(
    Map<RecipientState, Long> recipients,
    long openMessages,
    long openOctets,
    Optional<Instant> oldest,
    List<DownDomain> down) {
  /**
   * A domain to which nothing is sent at the moment, but for probes. Immutable.
   *
   * @param domain which
   * @param failures how often in a row it was found down
   * @param nextProbe when it is tried again
   * @param cause code of why
   * @param causeText why, for a person
   */
  public record DownDomain(
      Domain domain, int failures, Optional<Instant> nextProbe, String cause, String causeText) {}
}
