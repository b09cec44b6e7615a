package org.enforcedtls.queue.notice;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.reply.EnhancedStatusCode;
import org.jspecify.annotations.Nullable;

/**
 * What became of one recipient, as a notice tells it. Immutable.
 *
 * <p>Foreign text in it, such as a reply, needs no care of the caller's: the notice shows it as one
 * line of printable characters.
 */
public final class RecipientStatus {
  /** What is said of a message whose lifetime ended (RFC 3463 §3.5). */
  private static final EnhancedStatusCode EXPIRED = new EnhancedStatusCode(5, 4, 7);

  private final Recipient recipient;
  private final NoticeAction action;
  private final EnhancedStatusCode status;
  private final @Nullable Cause cause;
  private final @Nullable RemoteReply remoteReply;
  private final @Nullable Instant lastAttemptAt;
  private final @Nullable Instant willRetryUntil;
  private final @Nullable String contact;

  private RecipientStatus(Builder builder) {
    this.recipient = builder.recipient;
    this.action = builder.action;
    this.status = builder.status;
    this.cause = builder.cause;
    this.remoteReply = builder.remoteReply;
    this.lastAttemptAt = builder.lastAttemptAt;
    this.willRetryUntil = builder.willRetryUntil;
    this.contact = builder.contact;
  }

  /**
   * Starts a status.
   *
   * @param recipient with its wishes
   * @param action what was done
   * @param status of class 5 for failed, 4 for delayed, 2 for delivered and relayed
   * @return a builder
   * @throws IllegalArgumentException if the class of the status does not fit the action
   */
  public static Builder builder(
      Recipient recipient, NoticeAction action, EnhancedStatusCode status) {
    return new Builder(requireNonNull(recipient, "recipient"), action, status);
  }

  /**
   * Starts the status of a recipient whose time in the queue is over.
   *
   * @param recipient with its wishes
   * @return a builder of a failure with status 5.4.7; set the cause of the last attempt
   */
  public static Builder expired(Recipient recipient) {
    return builder(recipient, NoticeAction.FAILED, EXPIRED);
  }

  /**
   * Starts a status from the outcome of a delivery: a permanent failure is failed, a transient one
   * and one in doubt are delayed, what was accepted is relayed. Cause, remote reply and contact are
   * taken over.
   *
   * @param recipient with its wishes
   * @param outcome of the same recipient
   * @return a builder
   */
  public static Builder ofOutcome(Recipient recipient, RecipientOutcome outcome) {
    NoticeAction action =
        switch (outcome.conclusion()) {
          case ACCEPTED -> NoticeAction.RELAYED;
          case TRANSIENT, IN_DOUBT -> NoticeAction.DELAYED;
          case PERMANENT -> NoticeAction.FAILED;
        };
    return builder(recipient, action, outcome.status()).findingsOf(outcome);
  }

  /**
   * Who it is about.
   *
   * @return the recipient with its wishes
   */
  public Recipient recipient() {
    return recipient;
  }

  /**
   * What was done.
   *
   * @return the action
   */
  public NoticeAction action() {
    return action;
  }

  /**
   * The status.
   *
   * @return of the class that the action has
   */
  public EnhancedStatusCode status() {
    return status;
  }

  /**
   * Whether the message was given up because its time in the queue is over.
   *
   * @return true for a failure with status 5.4.7
   */
  public boolean isExpired() {
    return status.equals(EXPIRED);
  }

  /**
   * Why it was not accepted.
   *
   * @return empty if nothing is known
   */
  public Optional<Cause> cause() {
    return Optional.ofNullable(cause);
  }

  /**
   * What another host said of it.
   *
   * @return empty if no host said anything that decided
   */
  public Optional<RemoteReply> remoteReply() {
    return Optional.ofNullable(remoteReply);
  }

  /**
   * When it was last tried.
   *
   * @return empty if it was not
   */
  public Optional<Instant> lastAttemptAt() {
    return Optional.ofNullable(lastAttemptAt);
  }

  /**
   * Until when it will be tried.
   *
   * @return empty if it will not, or that is not known
   */
  public Optional<Instant> willRetryUntil() {
    return Optional.ofNullable(willRetryUntil);
  }

  /**
   * Whom to call at the partner.
   *
   * @return such as {@code postmaster@fi.example}; empty if nobody is registered
   */
  public Optional<String> contact() {
    return Optional.ofNullable(contact);
  }

  /** Builds a status. For one thread. */
  public static final class Builder {
    private final Recipient recipient;
    private final NoticeAction action;
    private final EnhancedStatusCode status;
    private @Nullable Cause cause;
    private @Nullable RemoteReply remoteReply;
    private @Nullable Instant lastAttemptAt;
    private @Nullable Instant willRetryUntil;
    private @Nullable String contact;

    private Builder(Recipient recipient, NoticeAction action, EnhancedStatusCode status) {
      if (status.classDigit() != action.statusClass()) {
        throw new IllegalArgumentException(
            "status of "
                + action.code()
                + " must be of class "
                + action.statusClass()
                + ", not "
                + status);
      }
      this.recipient = recipient;
      this.action = action;
      this.status = status;
    }

    /**
     * Takes over cause, remote reply and contact of an outcome; what it does not have stays as set.
     *
     * @param outcome of the last attempt
     * @return this
     */
    public Builder findingsOf(RecipientOutcome outcome) {
      Findings.of(outcome, this);
      return this;
    }

    /**
     * Sets why it was not accepted.
     *
     * @param cause of the last attempt
     * @return this
     */
    public Builder cause(Cause cause) {
      this.cause = requireNonNull(cause, "cause");
      return this;
    }

    /**
     * Sets what another host said of it. Leave it out where no host said anything: the notice
     * quotes nobody for words of our own.
     *
     * @param remoteReply who said what
     * @return this
     */
    public Builder remoteReply(RemoteReply remoteReply) {
      this.remoteReply = requireNonNull(remoteReply, "remoteReply");
      return this;
    }

    /**
     * Sets when it was last tried.
     *
     * @param lastAttemptAt when that attempt was begun
     * @return this
     */
    public Builder lastAttemptAt(Instant lastAttemptAt) {
      this.lastAttemptAt = requireNonNull(lastAttemptAt, "lastAttemptAt");
      return this;
    }

    /**
     * Sets until when it will be tried. Only for what is delayed.
     *
     * @param willRetryUntil the end of its lifetime
     * @return this
     */
    public Builder willRetryUntil(Instant willRetryUntil) {
      this.willRetryUntil = requireNonNull(willRetryUntil, "willRetryUntil");
      return this;
    }

    /**
     * Sets whom to call at the partner.
     *
     * @param contact a mailbox, a telephone number, or both
     * @return this
     */
    public Builder contact(String contact) {
      this.contact = requireNonNull(contact, "contact");
      return this;
    }

    /**
     * Builds the status.
     *
     * @return the status
     * @throws IllegalStateException if it says until when it will be tried and is not delayed
     */
    public RecipientStatus build() {
      // RFC 3464 §2.3.9: the field is for what is delayed only.
      if (willRetryUntil != null && action != NoticeAction.DELAYED) {
        throw new IllegalStateException(
            "expected willRetryUntil only for delayed, found it for " + action.code());
      }
      return new RecipientStatus(this);
    }
  }
}
