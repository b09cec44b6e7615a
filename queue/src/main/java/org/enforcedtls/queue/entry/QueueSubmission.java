package org.enforcedtls.queue.entry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.jspecify.annotations.Nullable;

/** What is put into the queue: a message, who shall get it, and how. Immutable. */
public final class QueueSubmission {
  private static final int MAX_KEY_CHARACTERS = 200;
  private static final int MAX_TAG_CHARACTERS = 1_000;

  private final Envelope envelope;
  private final MailContent content;
  private final QueuePriority priority;
  private final Map<String, String> tags;
  private final @Nullable Duration lifetime;
  private final @Nullable Instant earliest;
  private final @Nullable String idempotencyKey;

  private QueueSubmission(Builder builder) {
    this.envelope = builder.envelope;
    this.content = builder.content;
    this.priority = builder.priority;
    this.tags = Collections.unmodifiableMap(new TreeMap<>(builder.tags));
    this.lifetime = builder.lifetime;
    this.earliest = builder.earliest;
    this.idempotencyKey = builder.idempotencyKey;
  }

  /**
   * A message with everything by default.
   *
   * @param envelope who gets it
   * @param content what they get; read before the enqueue returns, and not again
   * @return the submission
   */
  public static QueueSubmission of(Envelope envelope, MailContent content) {
    return builder(envelope, content).build();
  }

  /**
   * Starts a submission.
   *
   * @param envelope who gets it
   * @param content what they get; read before the enqueue returns, and not again
   * @return a builder with the defaults that its methods name
   */
  public static Builder builder(Envelope envelope, MailContent content) {
    return new Builder(requireNonNull(envelope, "envelope"), requireNonNull(content, "content"));
  }

  /**
   * Who gets it.
   *
   * @return the envelope
   */
  public Envelope envelope() {
    return envelope;
  }

  /**
   * What they get.
   *
   * @return the content
   */
  public MailContent content() {
    return content;
  }

  /**
   * Whether it goes before others for the same domain.
   *
   * @return NORMAL unless set
   */
  public QueuePriority priority() {
    return priority;
  }

  /**
   * What the application says about it.
   *
   * @return by name, sorted; empty unless set
   */
  public Map<String, String> tags() {
    return tags;
  }

  /**
   * How long it is tried.
   *
   * @return empty for what the policy of each recipient domain says, and else the lifetime of the
   *     queue
   */
  public Optional<Duration> lifetime() {
    return Optional.ofNullable(lifetime);
  }

  /**
   * When it may leave.
   *
   * @return empty if at once
   */
  public Optional<Instant> earliest() {
    return Optional.ofNullable(earliest);
  }

  /**
   * What tells this submission from others.
   *
   * @return empty if a repeated enqueue shall send a second message
   */
  public Optional<String> idempotencyKey() {
    return Optional.ofNullable(idempotencyKey);
  }

  /** Builds a submission. For one thread. */
  public static final class Builder {
    private final Envelope envelope;
    private final MailContent content;
    private final Map<String, String> tags = new TreeMap<>();
    private QueuePriority priority = QueuePriority.NORMAL;
    private @Nullable Duration lifetime;
    private @Nullable Instant earliest;
    private @Nullable String idempotencyKey;

    private Builder(Envelope envelope, MailContent content) {
      this.envelope = envelope;
      this.content = content;
    }

    /**
     * Sets whether it goes before others for the same domain; NORMAL unless set.
     *
     * @param priority among the messages for one domain
     * @return this
     */
    public Builder priority(QueuePriority priority) {
      this.priority = requireNonNull(priority, "priority");
      return this;
    }

    /**
     * Sets how long the message is tried, from its earliest time on; unless set, what the policy of
     * each recipient domain says, and else the lifetime of the queue.
     *
     * @param lifetime over 0, at most 7 days
     * @return this
     * @throws IllegalArgumentException if it is outside its range
     */
    public Builder lifetime(Duration lifetime) {
      this.lifetime = QueueTimes.requireLifetime(lifetime);
      return this;
    }

    /**
     * Sets when the message may leave; at once unless set.
     *
     * @param earliest no attempt is made before
     * @return this
     */
    public Builder earliest(Instant earliest) {
      this.earliest = requireNonNull(earliest, "earliest");
      return this;
    }

    /**
     * Sets what tells this submission from others: while the queue remembers a message with the
     * same key, an enqueue adds nothing and returns the id of that message.
     *
     * @param key 1 to 200 characters
     * @return this
     * @throws IllegalArgumentException if it is empty or too long
     */
    public Builder idempotencyKey(String key) {
      if (key.isEmpty() || key.length() > MAX_KEY_CHARACTERS) {
        throw new IllegalArgumentException(
            "idempotencyKey must have 1 to 200 characters, not " + key.length());
      }
      this.idempotencyKey = key;
      return this;
    }

    /**
     * Adds what the application wants to find again in listings and notices.
     *
     * @param name without line end or equals sign, not empty
     * @param value without line end; at most 1,000 characters with the name
     * @return this
     * @throws IllegalArgumentException if either has other characters or they are too long
     */
    public Builder addTag(String name, String value) {
      if (name.isEmpty() || name.indexOf('=') >= 0 || hasLineEnd(name) || hasLineEnd(value)) {
        throw new IllegalArgumentException(
            "tag: expected a name without '=' and a value, both without line end");
      }
      if (name.length() + value.length() > MAX_TAG_CHARACTERS) {
        throw new IllegalArgumentException("tag " + name + ": at most 1000 characters are allowed");
      }
      tags.put(name, value);
      return this;
    }

    private static boolean hasLineEnd(String text) {
      return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    }

    /**
     * Builds the submission.
     *
     * @return the submission
     */
    public QueueSubmission build() {
      return new QueueSubmission(this);
    }
  }
}
