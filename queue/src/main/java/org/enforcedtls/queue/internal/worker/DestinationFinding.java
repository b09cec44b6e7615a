package org.enforcedtls.queue.internal.worker;

import java.util.Optional;
import org.enforcedtls.message.TlsWish;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.queue.internal.store.Claim;
import org.enforcedtls.queue.internal.store.DestinationRows.Demand;
import org.enforcedtls.queue.internal.store.DestinationRows.Reach;
import org.enforcedtls.queue.internal.store.Results.End;
import org.enforcedtls.queue.internal.store.Trouble;

/**
 * What the outcomes of one claim say about its destination as a whole, so about mail of which
 * senders say nothing special. Safe for use by several threads at once.
 */
final class DestinationFinding {
  private Reach reach = Reach.UNTRIED;
  private Optional<Trouble> trouble = Optional.empty();
  private Optional<Demand> demand = Optional.empty();

  /**
   * Notes an outcome. Of mail that passes over what the destination publishes it says nothing: by
   * other demands it may have been another. Nor where it was the wish that left a host out.
   */
  synchronized void add(Optional<TlsWish> wish, RecipientOutcome outcome) {
    boolean isByOtherDemands = wish.filter(TlsWish.TLS_REQUIRED_NO::equals).isPresent();
    if (isByOtherDemands || CauseKinds.isOfWish(outcome) || CauseKinds.isBrokenOff(outcome)) {
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
