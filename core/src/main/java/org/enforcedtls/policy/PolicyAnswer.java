package org.enforcedtls.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What a policy source says about a recipient domain. */
public sealed interface PolicyAnswer {
  /**
   * There are policies; all of them must hold.
   *
   * @param policies at least one; the first is named in outcomes
   */
  record Found(List<TlsPolicy> policies) implements PolicyAnswer {
    /**
     * Checks and copies.
     *
     * @param policies at least one
     * @throws IllegalArgumentException if there is none
     */
    public Found {
      policies = List.copyOf(policies);
      if (policies.isEmpty()) {
        throw new IllegalArgumentException("policies must hold at least one policy");
      }
    }

    /**
     * One policy.
     *
     * @param policy the policy
     * @return the answer
     */
    public static Found of(TlsPolicy policy) {
      return new Found(List.of(policy));
    }
  }

  /** There is certainly no policy: the caller may go by its default. */
  record Absent() implements PolicyAnswer {}

  /**
   * The source cannot tell: the caller holds the mail and never concludes that there is no policy.
   *
   * @param why what went wrong, for a person
   */
  record Unavailable(String why) implements PolicyAnswer {
    /**
     * Checks for null.
     *
     * @param why what went wrong
     */
    public Unavailable {
      requireNonNull(why, "why");
    }
  }
}
