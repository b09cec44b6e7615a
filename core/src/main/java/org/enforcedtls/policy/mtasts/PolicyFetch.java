package org.enforcedtls.policy.mtasts;

import static java.util.Objects.requireNonNull;

import org.enforcedtls.policy.PolicyFinding;

/** What came of a fetch. */
public sealed interface PolicyFetch {
  /**
   * The policy host answered, and proved its name: the text is the domain's own word, whether it is
   * a policy or not.
   *
   * @param text as UTF-8 has it, at most {@link PolicyFetcher#MAX_POLICY_OCTETS} octets
   */
  record Fetched(String text) implements PolicyFetch {
    /**
     * Checks for null.
     *
     * @param text as UTF-8 has it
     */
    public Fetched {
      requireNonNull(text, "text");
    }
  }

  /**
   * There is nothing to go by: the caller knows no more of the domain than before.
   *
   * @param finding why
   */
  record Failed(PolicyFinding finding) implements PolicyFetch {
    /**
     * Checks for null.
     *
     * @param finding why
     */
    public Failed {
      requireNonNull(finding, "finding");
    }
  }
}
