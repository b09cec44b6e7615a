package org.enforcedtls.policy.mtasts;

import static java.util.Objects.requireNonNull;

import org.enforcedtls.address.Domain;

/** What a cache knows of a policy domain. */
public sealed interface CacheEntry {
  /**
   * The policy domain.
   *
   * @return the domain that was asked for
   */
  Domain domain();

  /**
   * A policy is remembered; whether it still counts {@link CachedPolicy#countsAt} tells.
   *
   * @param policy as it was kept
   */
  record Kept(CachedPolicy policy) implements CacheEntry {
    /**
     * Checks for null.
     *
     * @param policy as it was kept
     */
    public Kept {
      requireNonNull(policy, "policy");
    }

    @Override
    public Domain domain() {
      return policy.domain();
    }
  }

  /**
   * Nothing is remembered.
   *
   * @param domain the policy domain
   */
  record Missing(Domain domain) implements CacheEntry {
    /**
     * Checks for null.
     *
     * @param domain the policy domain
     */
    public Missing {
      requireNonNull(domain, "domain");
    }
  }

  /**
   * Something was remembered and cannot be read: the caller must not conclude that there was no
   * policy.
   *
   * @param domain the policy domain
   * @param why what was expected and found, for a person; one line
   */
  record Damaged(Domain domain, String why) implements CacheEntry {
    /**
     * Checks for null.
     *
     * @param domain the policy domain
     * @param why what was expected and found
     */
    public Damaged {
      requireNonNull(domain, "domain");
      requireNonNull(why, "why");
    }
  }
}
