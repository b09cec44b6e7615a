package org.enforcedtls.outcome;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a policy that is only observed would have said about an attempt. Immutable.
 *
 * @param policy the policy
 * @param causes why the attempt would have failed under it; empty if it would have held
 */
public record Observation(PolicyEvidence policy, List<Cause> causes) {
  /**
   * Checks and copies.
   *
   * @param policy the policy
   * @param causes why the attempt would have failed
   */
  public Observation {
    requireNonNull(policy, "policy");
    causes = List.copyOf(causes);
  }
}
