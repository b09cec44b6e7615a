package org.enforcedtls.policy;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/** What a policy source says about a recipient domain. */
public sealed interface PolicyAnswer {
  /**
   * What went wrong on the way to the answer, for reports; the answer counts nevertheless.
   *
   * @return empty if nothing did
   */
  default List<PolicyFinding> findings() {
    return List.of();
  }

  /**
   * Several answers as one: all that was found must hold, and who cannot tell decides alone.
   *
   * @param answers in order; behind one that cannot tell none is taken
   * @return the joined answer
   */
  static PolicyAnswer join(Iterable<PolicyAnswer> answers) {
    List<TlsPolicy> policies = new ArrayList<>();
    List<PolicyFinding> findings = new ArrayList<>();
    for (PolicyAnswer answer : answers) {
      if (answer instanceof Unavailable) {
        return answer;
      }
      findings.addAll(answer.findings());
      if (answer instanceof Found found) {
        policies.addAll(found.policies());
      }
    }
    return policies.isEmpty() ? new Absent(findings) : new Found(policies, findings);
  }

  /**
   * There are policies; all of them must hold.
   *
   * @param policies at least one; the first is named in outcomes
   * @param findings what went wrong on the way
   */
  record Found(List<TlsPolicy> policies, List<PolicyFinding> findings) implements PolicyAnswer {
    /**
     * Checks and copies.
     *
     * @param policies at least one
     * @param findings what went wrong on the way
     * @throws IllegalArgumentException if there is no policy
     */
    public Found {
      policies = List.copyOf(policies);
      findings = List.copyOf(findings);
      if (policies.isEmpty()) {
        throw new IllegalArgumentException("policies must hold at least one policy");
      }
    }

    /**
     * Policies that were found without trouble.
     *
     * @param policies at least one
     * @throws IllegalArgumentException if there is none
     */
    public Found(List<TlsPolicy> policies) {
      this(policies, List.of());
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

  /**
   * There is certainly no policy: the caller may go by its default.
   *
   * @param findings what went wrong on the way
   */
  record Absent(List<PolicyFinding> findings) implements PolicyAnswer {
    /**
     * Copies.
     *
     * @param findings what went wrong on the way
     */
    public Absent {
      findings = List.copyOf(findings);
    }

    /** Nothing went wrong. */
    public Absent() {
      this(List.of());
    }
  }

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
