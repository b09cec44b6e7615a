package org.enforcedtls.outcome;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a session with an MX host is under a published policy alone, whatever our own rows and our
 * own default demand beside it. Immutable.
 *
 * @param attempt the host, its address, and what was negotiated
 * @param policy what is published
 * @param breaches why the session does not meet it; empty if it does, and TLS came about
 */
public record SessionJudgement(Attempt attempt, PublishedPolicy policy, List<Cause> breaches) {
  /**
   * Checks and copies.
   *
   * @param attempt the host, its address, and what was negotiated
   * @param policy what is published
   * @param breaches why the session does not meet it
   */
  public SessionJudgement {
    requireNonNull(attempt, "attempt");
    requireNonNull(policy, "policy");
    breaches = List.copyOf(breaches);
  }

  /**
   * Whether the session meets the policy.
   *
   * @return true if there is no breach
   */
  public boolean isMet() {
    return breaches.isEmpty();
  }
}
