package org.enforcedtls.queue.entry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.enforcedtls.address.Domain;
import org.enforcedtls.address.ReversePath;
import org.enforcedtls.outcome.CauseCode;
import org.jspecify.annotations.Nullable;

/** Which queued recipients are meant; all that is set must hold. Immutable. */
public final class QueueQuery {
  private final @Nullable QueueId id;
  private final @Nullable Domain domain;
  private final @Nullable ReversePath sender;
  private final @Nullable CauseCode cause;
  private final @Nullable Instant arrivedBefore;
  private final Set<RecipientState> states;

  private QueueQuery(Builder builder) {
    this.id = builder.id;
    this.domain = builder.domain;
    this.sender = builder.sender;
    this.cause = builder.cause;
    this.arrivedBefore = builder.arrivedBefore;
    this.states = Set.copyOf(builder.states);
  }

  /**
   * All recipients that are not done with.
   *
   * @return the query
   */
  public static QueueQuery open() {
    return builder().build();
  }

  /**
   * The recipients of one message, those that are done with too.
   *
   * @param id of the message
   * @return the query
   */
  public static QueueQuery of(QueueId id) {
    return builder().id(id).states(EnumSet.allOf(RecipientState.class)).build();
  }

  /**
   * Starts a query.
   *
   * @return a builder of {@link #open()}
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Of which message.
   *
   * @return empty if of any
   */
  public Optional<QueueId> id() {
    return Optional.ofNullable(id);
  }

  /**
   * At which domain.
   *
   * @return empty if at any
   */
  public Optional<Domain> domain() {
    return Optional.ofNullable(domain);
  }

  /**
   * Of whose messages.
   *
   * @return empty if of anybody's
   */
  public Optional<ReversePath> sender() {
    return Optional.ofNullable(sender);
  }

  /**
   * Why it waits or failed: the last cause of the recipient, or that for which its domain is down.
   *
   * @return empty if for any reason or none
   */
  public Optional<CauseCode> cause() {
    return Optional.ofNullable(cause);
  }

  /**
   * How old.
   *
   * @return the message was enqueued before; empty if at any time
   */
  public Optional<Instant> arrivedBefore() {
    return Optional.ofNullable(arrivedBefore);
  }

  /**
   * In which states.
   *
   * @return at least one
   */
  public Set<RecipientState> states() {
    return states;
  }

  /** Builds a query. For one thread. */
  public static final class Builder {
    private @Nullable QueueId id;
    private @Nullable Domain domain;
    private @Nullable ReversePath sender;
    private @Nullable CauseCode cause;
    private @Nullable Instant arrivedBefore;
    private Set<RecipientState> states =
        EnumSet.range(RecipientState.WAITING, RecipientState.SUSPENDED);

    private Builder() {}

    /**
     * Only of this message.
     *
     * @param id of the message
     * @return this
     */
    public Builder id(QueueId id) {
      this.id = requireNonNull(id, "id");
      return this;
    }

    /**
     * Only at this domain.
     *
     * @param domain of the recipients
     * @return this
     */
    public Builder domain(Domain domain) {
      this.domain = requireNonNull(domain, "domain");
      return this;
    }

    /**
     * Only of messages from this sender.
     *
     * @param sender reverse path of the messages
     * @return this
     */
    public Builder sender(ReversePath sender) {
      this.sender = requireNonNull(sender, "sender");
      return this;
    }

    /**
     * Only those that wait or failed for this reason.
     *
     * @param cause of the recipient, or of its domain
     * @return this
     */
    public Builder cause(CauseCode cause) {
      this.cause = requireNonNull(cause, "cause");
      return this;
    }

    /**
     * Only of messages that were enqueued before.
     *
     * @param arrivedBefore exclusive
     * @return this
     */
    public Builder arrivedBefore(Instant arrivedBefore) {
      this.arrivedBefore = requireNonNull(arrivedBefore, "arrivedBefore");
      return this;
    }

    /**
     * Only in these states; WAITING, HELD and SUSPENDED unless set.
     *
     * @param states at least one
     * @return this
     * @throws IllegalArgumentException if there is none
     */
    public Builder states(Set<RecipientState> states) {
      if (states.isEmpty()) {
        throw new IllegalArgumentException("states must hold at least one state");
      }
      this.states = EnumSet.copyOf(states);
      return this;
    }

    /**
     * Builds the query.
     *
     * @return the query
     */
    public QueueQuery build() {
      return new QueueQuery(this);
    }
  }
}
