package org.enforcedtls.queue.notice;

import java.util.List;
import java.util.Optional;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.PolicyEvidence;
import org.enforcedtls.outcome.RecipientOutcome;

/** What of an outcome belongs into a notice. */
final class Findings {
  private Findings() {}

  static void of(RecipientOutcome outcome, RecipientStatus.Builder status) {
    outcome.failure().ifPresent(status::cause);
    outcome.trace().policy().flatMap(PolicyEvidence::contact).ifPresent(status::contact);
    decidingReply(outcome).ifPresent(status::remoteReply);
  }

  /** The words of the host whose attempt gave the outcome: of another host they would mislead. */
  private static Optional<RemoteReply> decidingReply(RecipientOutcome outcome) {
    List<Attempt> attempts = outcome.trace().attempts();
    if (outcome instanceof RecipientOutcome.Accepted accepted && !attempts.isEmpty()) {
      Attempt last = attempts.get(attempts.size() - 1);
      return Optional.of(new RemoteReply(last.mxHost(), accepted.reply()));
    }
    return attempts.stream()
        .filter(attempt -> outcome.failure().filter(attempt.causes()::contains).isPresent())
        .flatMap(
            attempt -> attempt.reply().map(it -> new RemoteReply(attempt.mxHost(), it)).stream())
        .reduce((first, second) -> second);
  }
}
