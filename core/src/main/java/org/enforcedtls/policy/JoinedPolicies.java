package org.enforcedtls.policy;

import java.util.ArrayList;
import java.util.List;
import org.enforcedtls.address.Domain;

/**
 * Several sources as one.
 *
 * @param sources asked in this order
 */
record JoinedPolicies(List<PolicySource> sources) implements PolicySource {
  @Override
  public PolicyAnswer policyFor(Domain domain) {
    List<TlsPolicy> policies = new ArrayList<>();
    List<PolicyFinding> findings = new ArrayList<>();
    for (PolicySource source : sources) {
      PolicyAnswer answer = source.policyFor(domain);
      if (answer instanceof PolicyAnswer.Unavailable) {
        return answer;
      }
      findings.addAll(answer.findings());
      if (answer instanceof PolicyAnswer.Found found) {
        policies.addAll(found.policies());
      }
    }
    return policies.isEmpty()
        ? new PolicyAnswer.Absent(findings)
        : new PolicyAnswer.Found(policies, findings);
  }

  @Override
  public List<TlsPolicy> knownPolicies() {
    return sources.stream().flatMap(source -> source.knownPolicies().stream()).toList();
  }
}
