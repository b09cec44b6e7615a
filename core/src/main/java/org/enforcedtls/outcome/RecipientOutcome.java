package org.enforcedtls.outcome;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.reply.EnhancedStatusCode;
import org.enforcedtls.reply.Reply;

/** What became of one recipient. */
public sealed interface RecipientOutcome {
  /**
   * The recipient.
   *
   * @return the forward path
   */
  Mailbox recipient();

  /**
   * The enhanced status code: the host's own where its class fits, else ours.
   *
   * @return class 2 if accepted, 4 if transient or in doubt, 5 if permanent
   */
  EnhancedStatusCode status();

  /**
   * The policy that decided and all that was tried.
   *
   * @return the trace
   */
  Trace trace();

  /**
   * What to conclude.
   *
   * @return the conclusion
   */
  Conclusion conclusion();

  /**
   * Why the recipient was not accepted.
   *
   * @return empty if it was
   */
  Optional<Cause> failure();

  /**
   * Whether an MX host took responsibility.
   *
   * @return true if so
   */
  default boolean isAccepted() {
    return conclusion() == Conclusion.ACCEPTED;
  }

  /**
   * How it came to the outcome. Immutable.
   *
   * @param policy what decided; empty if no policy could be settled
   * @param attempts in their order; empty if no host was tried
   */
  record Trace(Optional<PolicyEvidence> policy, List<Attempt> attempts) {
    /**
     * Checks and copies.
     *
     * @param policy what decided
     * @param attempts in their order
     */
    public Trace {
      requireNonNull(policy, "policy");
      attempts = List.copyOf(attempts);
    }
  }

  /**
   * An MX host took responsibility for the message to this recipient.
   *
   * @param recipient the forward path
   * @param status class 2
   * @param reply of the host to the end of the content
   * @param trace the last attempt is the one that was accepted
   */
  record Accepted(Mailbox recipient, EnhancedStatusCode status, Reply reply, Trace trace)
      implements RecipientOutcome {
    @Override
    public Conclusion conclusion() {
      return Conclusion.ACCEPTED;
    }

    @Override
    public Optional<Cause> failure() {
      return Optional.empty();
    }
  }

  /**
   * No MX host has the message for this recipient, and a later try may succeed: hold it.
   *
   * @param recipient the forward path
   * @param status class 4
   * @param cause the most telling of all that was found
   * @param trace every finding at every host
   */
  record TransientFailure(Mailbox recipient, EnhancedStatusCode status, Cause cause, Trace trace)
      implements RecipientOutcome {
    @Override
    public Conclusion conclusion() {
      return Conclusion.TRANSIENT;
    }

    @Override
    public Optional<Cause> failure() {
      return Optional.of(cause);
    }
  }

  /**
   * No MX host has the message for this recipient, and a later try cannot succeed: tell the sender.
   *
   * @param recipient the forward path
   * @param status class 5
   * @param cause what decided
   * @param trace every finding at every host
   */
  record PermanentFailure(Mailbox recipient, EnhancedStatusCode status, Cause cause, Trace trace)
      implements RecipientOutcome {
    @Override
    public Conclusion conclusion() {
      return Conclusion.PERMANENT;
    }

    @Override
    public Optional<Cause> failure() {
      return Optional.of(cause);
    }
  }

  /**
   * The whole content went to an MX host and its reply was not read: the host may have the message
   * or not. A retry with the same Message-ID may deliver it twice; giving up may lose it.
   *
   * @param recipient the forward path
   * @param status class 4
   * @param cause why the reply was not read
   * @param trace the last attempt is the one in doubt
   */
  record InDoubt(Mailbox recipient, EnhancedStatusCode status, Cause cause, Trace trace)
      implements RecipientOutcome {
    @Override
    public Conclusion conclusion() {
      return Conclusion.IN_DOUBT;
    }

    @Override
    public Optional<Cause> failure() {
      return Optional.of(cause);
    }
  }
}
