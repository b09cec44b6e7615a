package org.enforcedtls.queue.entry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.outcome.Cause;

/**
 * What the sender of a message is to be told about some of its recipients. Never about a message
 * with the null reverse path, and only what the sender wants to hear (RFC 3461 §4.1). Immutable.
 *
 * @param key the same if the same notice is handed over again, after a crash; its idempotency key
 * @param kind what it tells
 * @param message of which
 * @param recipients about whom; at least one
 */
public record QueueNotice(String key, NoticeKind kind, Original message, List<Told> recipients) {
  /**
   * Copies.
   *
   * @param key the same if the same notice is handed over again
   * @param kind what it tells
   * @param message of which
   * @param recipients about whom
   */
  public QueueNotice {
    recipients = List.copyOf(recipients);
  }

  /**
   * The message that the notice is about.
   *
   * @param id in the queue
   * @param envelope with the recipients that the notice is about
   * @param content readable until the sink returns
   * @param arrivedAt when it was enqueued
   * @param tags what the application said about it
   */
  public record Original(
      QueueId id,
      Envelope envelope,
      MailContent content,
      Instant arrivedAt,
      Map<String, String> tags) {}

  /**
   * One recipient, and what happened last.
   *
   * @param recipient with its wishes
   * @param status enhanced status code, such as {@code 5.4.7}
   * @param cause of the last failure, of its own or of its domain: what was expected and found, and
   *     whom to talk to; empty if there was none
   * @param reply that decided, if one did
   * @param contact whom to call at the partner; empty if its policy names nobody
   * @param attemptedAt when it was tried last; empty if it never was
   * @param expiresAt until when it is tried
   */
  public record Told(
      Recipient recipient,
      String status,
      Optional<Cause> cause,
      Optional<HostReply> reply,
      Optional<String> contact,
      Optional<Instant> attemptedAt,
      Instant expiresAt) {}

  /**
   * What a host said. Immutable.
   *
   * @param mxHost its name
   * @param reply as it came, on one line
   */
  public record HostReply(String mxHost, String reply) {}
}
