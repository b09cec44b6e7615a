package org.enforcedtls.preflight;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.PolicyDecision;

/**
 * What was seen on the way to a domain. Immutable.
 *
 * @param decision what a delivery would go by
 * @param attempts one for each address of each host that may be dialled, in the order of the hosts;
 *     without causes where mail would have been sent
 * @param accepted what weak offers the hosts would take; none if they were made none
 */
public record Preflight(
    PolicyDecision decision, List<Attempt> attempts, List<WeakAcceptance> accepted) {
  /**
   * Checks and copies.
   *
   * @param decision what a delivery would go by
   * @param attempts one for each address
   * @param accepted what weak offers the hosts would take
   */
  public Preflight {
    requireNonNull(decision, "decision");
    attempts = List.copyOf(attempts);
    accepted = List.copyOf(accepted);
  }
}
