package org.enforcedtls.queue.internal.worker;

import java.util.Optional;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.queue.internal.store.Claim;
import org.enforcedtls.queue.internal.store.DestinationRows.Demand;
import org.enforcedtls.queue.internal.store.DestinationRows.Reach;
import org.enforcedtls.queue.internal.store.Results.End;
import org.enforcedtls.queue.internal.store.Trouble;

/**
 * What the outcomes of one claim say about its destination as a whole. Safe for use by several
 * threads at once.
 */
final class DestinationFinding {
  private Reach reach = Reach.UNTRIED;
  private Optional<Trouble> trouble = Optional.empty();
  private Optional<Demand> demand = Optional.empty();

  synchronized void add(RecipientOutcome outcome) {
    if (CauseKinds.isBrokenOff(outcome)) {
      return;
    }
    demand = Findings.demandOf(outcome).or(() -> demand);
    if (!CauseKinds.isOfDestination(outcome)) {
      reach = Reach.REACHED;
    } else if (reach == Reach.UNTRIED) {
      reach = Reach.DOWN;
      trouble = Findings.troubleOf(outcome);
    }
  }

  synchronized End endOf(Claim claim) {
    return new End(claim, reach, reach == Reach.DOWN ? trouble : Optional.empty(), demand);
  }
}
