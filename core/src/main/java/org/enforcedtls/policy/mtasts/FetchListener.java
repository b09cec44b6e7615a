package org.enforcedtls.policy.mtasts;

import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.PolicyFinding;

/**
 * Is told of fetches. It is called on the thread that fetches, so it must be quick and safe for use
 * by several threads at once; what it throws is logged.
 */
@FunctionalInterface
public interface FetchListener {
  /**
   * A policy was fetched, or could not be, be it for a record that announces none.
   *
   * @param policyDomain whose policy
   * @param findings what went wrong; empty if the policy was fetched and remembered
   */
  void fetched(Domain policyDomain, List<PolicyFinding> findings);
}
