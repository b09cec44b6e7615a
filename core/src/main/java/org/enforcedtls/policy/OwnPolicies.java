package org.enforcedtls.policy;

import java.util.List;
import org.enforcedtls.address.Domain;

/**
 * Our own rows alone, without what recipient domains publish.
 *
 * @param source where both come from
 */
record OwnPolicies(PolicySource source) implements PolicySource {
  @Override
  public PolicyAnswer policyFor(Domain domain) {
    PolicyAnswer answer = source.policyFor(domain);
    if (!(answer instanceof PolicyAnswer.Found found)) {
      return answer;
    }
    List<TlsPolicy> own = own(found.policies());
    return own.isEmpty()
        ? new PolicyAnswer.Absent(found.findings())
        : new PolicyAnswer.Found(own, found.findings());
  }

  @Override
  public String sourceName() {
    return source.sourceName();
  }

  @Override
  public PolicySource withoutPublished() {
    return this;
  }

  @Override
  public List<TlsPolicy> knownPolicies() {
    return own(source.knownPolicies());
  }

  private static List<TlsPolicy> own(List<TlsPolicy> all) {
    return all.stream()
        .filter(policy -> policy.origin().kind() != PolicyOrigin.Kind.MTA_STS)
        .toList();
  }
}
