package org.enforcedtls.queue.internal.worker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.PolicyEvidence;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.queue.internal.store.DestinationRows.Demand;
import org.enforcedtls.queue.internal.store.Results.Finding;
import org.enforcedtls.queue.internal.store.Trouble;

/** What of an outcome is kept. */
final class Findings {
  private Findings() {}

  /** With this status, which may be that of a message whose time is over. */
  static Finding of(RecipientOutcome outcome, String status) {
    List<Attempt> attempts = outcome.trace().attempts();
    Optional<Attempt> last =
        attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
    Optional<Attempt> deciding = deciding(outcome).or(() -> last);
    return new Finding(
        outcome.conclusion().code(),
        status,
        troubleOf(outcome).orElse(null),
        deciding.flatMap(Attempt::reply).map(Object::toString).orElse(null),
        deciding.map(attempt -> attempt.mxHost().toString()).orElse(null),
        attempts.stream().map(a -> a.evidence().toString()).collect(Collectors.joining("\n")));
  }

  /** Why it was not accepted: the cause, with the host where it was found. */
  static Optional<Trouble> troubleOf(RecipientOutcome outcome) {
    Optional<String> host =
        deciding(outcome)
            .filter(attempt -> attempt.reply().isEmpty())
            .map(attempt -> attempt.mxHost().toString());
    return outcome
        .failure()
        .map(cause -> host.map(name -> cause.withEvidence("mxHost", name)).orElse(cause))
        .map(cause -> new Trouble(outcome.status().toString(), cause, contactOf(outcome)));
  }

  /** The attempt that gave the failure: the words of another host would mislead the sender. */
  private static Optional<Attempt> deciding(RecipientOutcome outcome) {
    Optional<Cause> failure = outcome.failure();
    return outcome.trace().attempts().stream()
        .filter(attempt -> failure.filter(attempt.causes()::contains).isPresent())
        .reduce((first, next) -> next);
  }

  private static Optional<String> contactOf(RecipientOutcome outcome) {
    return outcome.trace().policy().flatMap(PolicyEvidence::contact);
  }

  /** What was demanded; empty if that could not be settled. */
  static Optional<Demand> demandOf(RecipientOutcome outcome) {
    return outcome
        .trace()
        .policy()
        .map(policy -> new Demand(policy.fingerprint(), lifetimeOf(outcome)));
  }

  /** How long mail is tried under the policy that decided. */
  static Optional<Duration> lifetimeOf(RecipientOutcome outcome) {
    return outcome.trace().policy().flatMap(PolicyEvidence::lifetime);
  }

  /** Whether the host that accepted tells the sender itself (RFC 3461 §5.2.2). */
  static boolean isToldByHost(RecipientOutcome outcome) {
    List<Attempt> attempts = outcome.trace().attempts();
    return outcome.isAccepted()
        && !attempts.isEmpty()
        && attempts.get(attempts.size() - 1).isDsnOffered();
  }
}
