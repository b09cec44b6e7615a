package org.enforcedtls.message;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.address.ReversePath;
import org.jspecify.annotations.Nullable;

/**
 * Who a message comes from and who shall get it (RFC 5321 §2.3.1); header fields play no part.
 * Immutable.
 *
 * <pre>{@code
 * Envelope.from("reports@bank.example").to("inbox@fi.example").build()
 * }</pre>
 */
public final class Envelope {
  private static final int MAX_ENVELOPE_ID_CHARACTERS = 100;

  private final ReversePath reversePath;
  private final List<Recipient> recipients;
  private final @Nullable String envelopeId;
  private final @Nullable DsnReturn dsnReturn;
  private final @Nullable TlsWish tlsWish;

  private Envelope(Builder builder) {
    this.reversePath = builder.reversePath;
    this.recipients = List.copyOf(builder.recipients.values());
    this.envelopeId = builder.envelopeId;
    this.dsnReturn = builder.dsnReturn;
    this.tlsWish = builder.tlsWish;
  }

  /**
   * Starts an envelope.
   *
   * @param reversePath where reports go; the empty string is the null reverse path
   * @return a builder without recipients
   * @throws IllegalArgumentException as {@link ReversePath#of(String)} does
   */
  public static Builder from(String reversePath) {
    return from(ReversePath.of(reversePath));
  }

  /**
   * Starts an envelope.
   *
   * @param reversePath where reports go
   * @return a builder without recipients
   */
  public static Builder from(ReversePath reversePath) {
    return new Builder(requireNonNull(reversePath, "reversePath"));
  }

  /**
   * Where reports go.
   *
   * @return the reverse path
   */
  public ReversePath reversePath() {
    return reversePath;
  }

  /**
   * Who shall get the message.
   *
   * @return at least one, each mailbox once, in the caller's order
   */
  public List<Recipient> recipients() {
    return recipients;
  }

  /**
   * How much of the message a notification shall carry.
   *
   * @return empty if nothing was wished
   */
  public Optional<DsnReturn> dsnReturn() {
    return Optional.ofNullable(dsnReturn);
  }

  /**
   * The identifier that notifications will carry.
   *
   * @return as it was given; empty if none was
   */
  public Optional<String> envelopeId() {
    return Optional.ofNullable(envelopeId);
  }

  /**
   * The value of the ENVID parameter (RFC 3461 §4.4).
   *
   * @return encoded; empty if none was given
   */
  public Optional<String> envelopeIdParameter() {
    return Optional.ofNullable(envelopeId).map(Xtext::encode);
  }

  /**
   * What the sender says about TLS, beyond what policies demand.
   *
   * @return empty if nothing was wished
   */
  public Optional<TlsWish> tlsWish() {
    return Optional.ofNullable(tlsWish);
  }

  /** Builds an envelope. For one thread. */
  public static final class Builder {
    private final ReversePath reversePath;
    private final Map<Mailbox, Recipient> recipients = new LinkedHashMap<>();
    private @Nullable String envelopeId;
    private @Nullable DsnReturn dsnReturn;
    private @Nullable TlsWish tlsWish;

    private Builder(ReversePath reversePath) {
      this.reversePath = reversePath;
    }

    /**
     * Appends a recipient without wishes.
     *
     * @param mailbox such as {@code inbox@fi.example}
     * @return this
     * @throws IllegalArgumentException as {@link Mailbox#of} does
     */
    public Builder to(String mailbox) {
      return to(Recipient.of(mailbox));
    }

    /**
     * Appends a recipient. A mailbox that is there already stays in its place and takes the wishes
     * given last.
     *
     * @param recipient the recipient
     * @return this
     */
    public Builder to(Recipient recipient) {
      recipients.put(recipient.mailbox(), recipient);
      return this;
    }

    /**
     * Appends several recipients.
     *
     * @param all the recipients
     * @return this
     */
    public Builder to(Collection<Recipient> all) {
      all.forEach(this::to);
      return this;
    }

    /**
     * Sets the identifier that notifications will carry (RFC 3461 §4.4).
     *
     * @param envelopeId 1 to 100 printable ASCII characters
     * @return this
     * @throws IllegalArgumentException if it is empty, too long or has other characters
     */
    public Builder envelopeId(String envelopeId) {
      if (envelopeId.isEmpty()
          || envelopeId.length() > MAX_ENVELOPE_ID_CHARACTERS
          || !Xtext.isPrintableAscii(envelopeId)) {
        throw new IllegalArgumentException(
            "envelopeId must be 1 to 100 printable ASCII characters");
      }
      this.envelopeId = envelopeId;
      return this;
    }

    /**
     * Sets how much of the message a notification shall carry.
     *
     * @param dsnReturn the wish
     * @return this
     */
    public Builder dsnReturn(DsnReturn dsnReturn) {
      this.dsnReturn = requireNonNull(dsnReturn, "dsnReturn");
      return this;
    }

    /**
     * Sets what the sender says about TLS, beyond what policies demand (RFC 8689). The policies
     * decide alone unless set.
     *
     * @param tlsWish the wish
     * @return this
     */
    public Builder tlsWish(TlsWish tlsWish) {
      this.tlsWish = requireNonNull(tlsWish, "tlsWish");
      return this;
    }

    /**
     * Builds the envelope.
     *
     * @return the envelope
     * @throws IllegalStateException if there is no recipient
     */
    public Envelope build() {
      if (recipients.isEmpty()) {
        throw new IllegalStateException("an envelope needs at least one recipient: call to(…)");
      }
      return new Envelope(this);
    }
  }
}
