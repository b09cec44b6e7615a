package org.enforcedtls.queue.entry;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.address.ReversePath;
import org.enforcedtls.message.TlsWish;

/**
 * One recipient of a queued message. Immutable.
 *
 * @param id of the message
 * @param position of the recipient in the envelope, from 0
 * @param recipient the forward path
 * @param state where it stands
 * @param mail the message
 * @param progress what was tried
 */
public record QueueEntry(
    QueueId id,
    int position,
    Mailbox recipient,
    RecipientState state,
    Mail mail,
    Progress progress) {
  /**
   * The message of an entry. Immutable.
   *
   * @param sender reverse path
   * @param arrivedAt when it was enqueued
   * @param expiresAt until when it is tried
   * @param sizeOctets of the content
   * @param tlsWish what its sender says about TLS; empty if nothing
   * @param tags what the application said about it
   */
  public record Mail(
      ReversePath sender,
      Instant arrivedAt,
      Instant expiresAt,
      long sizeOctets,
      Optional<TlsWish> tlsWish,
      Map<String, String> tags) {}

  /**
   * What was tried. Immutable.
   *
   * @param attempts how many were begun
   * @param attemptedAt when the last began; empty if none did
   * @param dueAt when the next is due; empty if none is. It is later while the domain is down
   * @param status enhanced status code of the last
   * @param cause code of the last failure, of the recipient or of its domain
   * @param causeText of it, for a person
   * @param mxHost that was tried last
   */
  public record Progress(
      int attempts,
      Optional<Instant> attemptedAt,
      Optional<Instant> dueAt,
      Optional<String> status,
      Optional<String> cause,
      Optional<String> causeText,
      Optional<String> mxHost) {}
}
