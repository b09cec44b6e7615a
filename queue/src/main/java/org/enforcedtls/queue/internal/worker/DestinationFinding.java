package org.enforcedtls.queue.internal.worker;

import java.util.Optional;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.PolicyEvidence;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.queue.internal.store.Claim;
import org.enforcedtls.queue.internal.store.DestinationRows.Reach;
import org.enforcedtls.queue.internal.store.DestinationRows.Trouble;
import org.enforcedtls.queue.internal.store.Results.End;

/**
 * What the outcomes of one claim say about its destination as a whole. Safe for use by several
 * threads at once.
 */
final class DestinationFinding {
  private Reach reach = Reach.UNTRIED;
  private Optional<Trouble> trouble = Optional.empty();

  synchronized void add(RecipientOutcome outcome) {
    if (CauseKinds.isBrokenOff(outcome)) {
      return;
    }
    if (!CauseKinds.isOfDestination(outcome)) {
      reach = Reach.REACHED;
    } else if (reach == Reach.UNTRIED) {
      reach = Reach.DOWN;
      Cause cause = outcome.failure().orElseThrow(AssertionError::new);
      trouble =
          Optional.of(
              new Trouble(
                  outcome.status().toString(),
                  cause.code().code(),
                  cause.text(),
                  outcome.trace().policy().map(PolicyEvidence::fingerprint).orElse(null)));
    }
  }

  synchronized End endOf(Claim claim) {
    return new End(claim, reach, reach == Reach.DOWN ? trouble : Optional.empty());
  }
}
