package org.enforcedtls.queue.internal.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.enforcedtls.address.ReversePath;
import org.enforcedtls.message.DsnNotify;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.queue.entry.InDoubtAnswer;
import org.enforcedtls.queue.entry.NoticeKind;
import org.enforcedtls.queue.entry.QueueTimes;
import org.enforcedtls.queue.entry.RecipientState;
import org.enforcedtls.queue.internal.store.Claim;
import org.enforcedtls.queue.internal.store.Results.Again;
import org.enforcedtls.queue.internal.store.Results.Next;
import org.enforcedtls.queue.internal.store.Results.Result;
import org.enforcedtls.queue.internal.store.Sweeps.Decision;
import org.enforcedtls.queue.internal.store.Sweeps.Waiting;
import org.enforcedtls.queue.notice.NoticeAction;
import org.enforcedtls.queue.notice.NoticeRule;
import org.enforcedtls.reply.EnhancedStatusCode;
import org.jspecify.annotations.Nullable;

/**
 * What comes next for a recipient: a pure function of what was found and what time it is.
 * Immutable.
 *
 * @param plan when to try again
 * @param inDoubt what becomes of what was sent whole and whose reply was lost
 * @param times when the sender is told
 */
public record Judgement(RetryPlan plan, InDoubtAnswer inDoubt, QueueTimes times) {
  private static final String EXPIRED = EnhancedStatusCode.of("5.4.7").toString();

  /** How often somebody looks whether the reason to wait has become one to tell of. */
  private static final Duration LOOK_AGAIN = Duration.ofHours(1);

  /** How long after its end a message may wait for its last attempt, if nothing else is wrong. */
  private static final Duration LAST_ATTEMPT = Duration.ofHours(4);

  /** What an outcome means. */
  Result of(Claim claim, Claim.Message message, RecipientOutcome outcome, Instant now) {
    Recipient recipient =
        message.envelope().recipients().stream()
            .filter(candidate -> candidate.mailbox().equals(outcome.recipient()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("not claimed: " + outcome.recipient()));
    Claim.Place place = message.placeOf(outcome.recipient());
    ReversePath sender = message.envelope().reversePath();
    Next next =
        switch (outcome.conclusion()) {
          case ACCEPTED ->
              Findings.isToldByHost(outcome)
                  ? new Next(RecipientState.ACCEPTED, null, null)
                  : end(RecipientState.ACCEPTED, NoticeKind.RELAYED, sender, recipient);
          case PERMANENT -> end(RecipientState.FAILED, NoticeKind.FAILED, sender, recipient);
          case IN_DOUBT ->
              inDoubt == InDoubtAnswer.SUSPEND
                  ? new Next(RecipientState.SUSPENDED, null, null)
                  : again(message, recipient, outcome, now);
          case TRANSIENT -> again(message, recipient, outcome, now);
        };
    boolean isExpired = next.state() == RecipientState.EXPIRED;
    String status = isExpired ? EXPIRED : outcome.status().toString();
    return new Result(claim, message.id(), place, next, Findings.of(outcome, status));
  }

  private static Next end(
      RecipientState state, NoticeKind kind, ReversePath sender, Recipient recipient) {
    return new Next(state, null, wished(kind, sender, recipient));
  }

  /** The kind, if the sender is to hear of it; else null. */
  private static @Nullable NoticeKind wished(
      NoticeKind kind, ReversePath sender, Recipient recipient) {
    return NoticeRule.isWished(sender, recipient, NoticeAction.of(kind)) ? kind : null;
  }

  private Next again(
      Claim.Message message, Recipient recipient, RecipientOutcome outcome, Instant now) {
    int attempts = message.placeOf(recipient.mailbox()).attempt();
    Instant end = message.lifetime().under(Findings.lifetimeOf(outcome)).expiresAt();
    Optional<Instant> due = plan.next(attempts, end, now);
    if (due.isEmpty()) {
      return end(
          RecipientState.EXPIRED, NoticeKind.FAILED, message.envelope().reversePath(), recipient);
    }
    boolean isHeld = outcome.failure().filter(cause -> CauseKinds.isHeld(cause.code())).isPresent();
    return new Next(
        isHeld ? RecipientState.HELD : RecipientState.WAITING, new Again(due.get(), end), null);
  }

  /** What becomes of a recipient that has waited for long. */
  Decision of(Waiting waiting, Instant now) {
    Instant end = waiting.lifetime().expiresAt();
    if (!now.isBefore(end)) {
      // Whoever can still be tried, as the last attempt is due at the end, is tried.
      boolean mayBeTried = !waiting.destinationIsDown() && now.isBefore(end.plus(LAST_ATTEMPT));
      return mayBeTried
          ? new Decision(RecipientState.WAITING, null, end.plus(LAST_ATTEMPT))
          : new Decision(
              RecipientState.EXPIRED,
              wished(NoticeKind.FAILED, waiting.reversePath(), waiting.recipient()),
              null);
    }
    boolean isLate =
        !now.isBefore(waiting.lifetime().arrivedAt().plus(times.delayNoticeAfter()))
            && !waiting.delayTold();
    NoticeKind told =
        isLate && isWorthTelling(waiting)
            ? wished(NoticeKind.DELAYED, waiting.reversePath(), waiting.recipient())
            : null;
    Instant again = now.plus(LOOK_AGAIN);
    boolean isOver =
        told != null || waiting.delayTold() || waiting.reversePath().isNull() || again.isAfter(end);
    return new Decision(RecipientState.WAITING, told, isOver ? end : again);
  }

  /** A failed check rarely heals itself; other delays are told to those who asked. */
  private static boolean isWorthTelling(Waiting waiting) {
    return waiting.cause().filter(CauseKinds::isHeld).isPresent()
        || (waiting.cause().isPresent()
            && waiting.recipient().notifyWishes().contains(DsnNotify.DELAY));
  }
}
