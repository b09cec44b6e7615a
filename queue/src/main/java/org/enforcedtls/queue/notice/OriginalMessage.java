package org.enforcedtls.queue.notice;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.enforcedtls.address.ReversePath;
import org.enforcedtls.message.DsnReturn;
import org.enforcedtls.message.MailContent;
import org.jspecify.annotations.Nullable;

/** The message that a notice is about: what its envelope said, and its content. Immutable. */
public final class OriginalMessage {
  private static final int MAX_ENVELOPE_ID_CHARACTERS = 100;

  private final ReversePath reversePath;
  private final Instant arrivedAt;
  private final MailContent content;
  private final @Nullable String envelopeId;
  private final @Nullable DsnReturn dsnReturn;
  private final boolean isRequireTls;

  private OriginalMessage(Builder builder) {
    this.reversePath = builder.reversePath;
    this.arrivedAt = builder.arrivedAt;
    this.content = builder.content;
    this.envelopeId = builder.envelopeId;
    this.dsnReturn = builder.dsnReturn;
    this.isRequireTls = builder.isRequireTls;
  }

  /**
   * Starts a message whose sender wished nothing.
   *
   * @param reversePath where the notice goes; nobody hears of a message whose path is null
   * @param arrivedAt when the queue took it
   * @param content must stay readable until the notice itself was read to its end
   * @return a builder
   */
  public static Builder builder(ReversePath reversePath, Instant arrivedAt, MailContent content) {
    return new Builder(reversePath, arrivedAt, content);
  }

  /**
   * Where the notice goes.
   *
   * @return the reverse path
   */
  public ReversePath reversePath() {
    return reversePath;
  }

  /**
   * When the queue took the message.
   *
   * @return the instant
   */
  public Instant arrivedAt() {
    return arrivedAt;
  }

  /**
   * The octets of the message.
   *
   * @return the content
   */
  public MailContent content() {
    return content;
  }

  /**
   * The identifier that the sender gave the envelope (RFC 3461 §4.4).
   *
   * @return decoded; empty if none was given
   */
  public Optional<String> envelopeId() {
    return Optional.ofNullable(envelopeId);
  }

  /**
   * How much of the message the sender wants back.
   *
   * @return empty if nothing was wished: then it is the header section
   */
  public Optional<DsnReturn> dsnReturn() {
    return Optional.ofNullable(dsnReturn);
  }

  /**
   * Whether the message may travel only under REQUIRETLS, so that its body never comes back (RFC
   * 8689 §5).
   *
   * @return true if so
   */
  public boolean isRequireTls() {
    return isRequireTls;
  }

  /** Builds an original message. For one thread. */
  public static final class Builder {
    private final ReversePath reversePath;
    private final Instant arrivedAt;
    private final MailContent content;
    private @Nullable String envelopeId;
    private @Nullable DsnReturn dsnReturn;
    private boolean isRequireTls;

    private Builder(ReversePath reversePath, Instant arrivedAt, MailContent content) {
      this.reversePath = requireNonNull(reversePath, "reversePath");
      this.arrivedAt = requireNonNull(arrivedAt, "arrivedAt");
      this.content = requireNonNull(content, "content");
    }

    /**
     * Sets the identifier that the sender gave the envelope.
     *
     * @param envelopeId 1 to 100 printable ASCII characters, decoded
     * @return this
     * @throws IllegalArgumentException if it is empty, too long or has other characters
     */
    public Builder envelopeId(String envelopeId) {
      if (envelopeId.isEmpty()
          || envelopeId.length() > MAX_ENVELOPE_ID_CHARACTERS
          || !envelopeId.chars().allMatch(c -> c >= ' ' && c <= '~')) {
        throw new IllegalArgumentException(
            "envelopeId must be 1 to 100 printable ASCII characters");
      }
      this.envelopeId = envelopeId;
      return this;
    }

    /**
     * Sets how much of the message the sender wants back.
     *
     * @param dsnReturn the wish
     * @return this
     */
    public Builder dsnReturn(DsnReturn dsnReturn) {
      this.dsnReturn = requireNonNull(dsnReturn, "dsnReturn");
      return this;
    }

    /**
     * Notes that the message may travel only under REQUIRETLS.
     *
     * @return this
     */
    public Builder requireTls() {
      this.isRequireTls = true;
      return this;
    }

    /**
     * Builds the original message.
     *
     * @return the message
     */
    public OriginalMessage build() {
      return new OriginalMessage(this);
    }
  }
}
