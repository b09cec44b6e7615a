package org.enforcedtls.queue.internal.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueTimes;

/**
 * Recipients at one domain that one node has for itself until its lease is over. Immutable.
 *
 * @param id of the claim
 * @param domain of all recipients
 * @param takenAt when; each attempt counts from then
 * @param messages at least one
 */
public record Claim(String id, Domain domain, Instant takenAt, List<Message> messages) {
  /**
   * A message, as far as it is claimed.
   *
   * @param id of the message
   * @param envelope with the claimed recipients only
   * @param content of the message
   * @param lifetime of the message
   * @param places of the claimed recipients
   */
  public record Message(
      QueueId id,
      Envelope envelope,
      MailContent content,
      Lifetime lifetime,
      Map<Mailbox, Place> places) {
    /**
     * Where a recipient stands.
     *
     * @param recipient of the envelope
     * @return its place
     */
    public Place placeOf(Mailbox recipient) {
      Place place = places.get(recipient);
      if (place == null) {
        throw new AssertionError("not claimed: " + recipient);
      }
      return place;
    }
  }

  /**
   * From when to when a message is tried.
   *
   * @param arrivedAt when it was enqueued
   * @param expiresAt when its lifetime is over, unless a policy says otherwise
   * @param policyFrom from when the lifetime counts that a policy says; empty if none does, as the
   *     message says its own
   */
  public record Lifetime(Instant arrivedAt, Instant expiresAt, Optional<Instant> policyFrom) {
    /**
     * The same once it is known what the policy of a recipient domain says.
     *
     * @param ofPolicy counts where the message says nothing; empty if the policy says nothing
     * @return with its end for that domain
     */
    public Lifetime under(Optional<Duration> ofPolicy) {
      return new Lifetime(
          arrivedAt,
          policyFrom
              .flatMap(from -> ofPolicy.map(QueueTimes::bounded).map(from::plus))
              .orElse(expiresAt),
          Optional.empty());
    }
  }

  /**
   * Where a recipient stands in the store.
   *
   * @param position in the envelope that was enqueued, from 0
   * @param attempt which one this is, from 1
   */
  public record Place(int position, int attempt) {}
}
