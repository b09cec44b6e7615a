package org.enforcedtls.policy;

import java.util.ArrayList;
import java.util.List;
import org.enforcedtls.address.Domain;

/**
 * Where policies come from: a partner table, or a protocol by which domains publish them.
 *
 * <p>An implementation must be safe for use by several threads at once and must not throw for what
 * a file or the network does: it answers {@link PolicyAnswer.Unavailable}. It may block.
 */
@FunctionalInterface
public interface PolicySource {
  /**
   * Asks for the policies of a recipient domain.
   *
   * @param domain the domain as written in the address
   * @return what this source knows
   */
  PolicyAnswer policyFor(Domain domain);

  /**
   * A source without policies.
   *
   * @return answers {@link PolicyAnswer.Absent} for each domain
   */
  static PolicySource none() {
    return domain -> new PolicyAnswer.Absent();
  }

  /**
   * Several sources as one: all that is found must hold. If any source cannot tell, the joined
   * source cannot either.
   *
   * @param sources asked in this order
   * @return the joined source
   */
  static PolicySource join(PolicySource... sources) {
    List<PolicySource> all = List.of(sources);
    return domain -> {
      List<TlsPolicy> policies = new ArrayList<>();
      for (PolicySource source : all) {
        PolicyAnswer answer = source.policyFor(domain);
        if (answer instanceof PolicyAnswer.Unavailable) {
          return answer;
        }
        if (answer instanceof PolicyAnswer.Found found) {
          policies.addAll(found.policies());
        }
      }
      return policies.isEmpty() ? new PolicyAnswer.Absent() : new PolicyAnswer.Found(policies);
    };
  }
}
