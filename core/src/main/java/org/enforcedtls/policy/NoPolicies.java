package org.enforcedtls.policy;

import java.util.List;
import org.enforcedtls.address.Domain;

/** A source without policies; nobody need hear of it. */
record NoPolicies() implements PolicySource {
  @Override
  public PolicyAnswer policyFor(Domain domain) {
    return new PolicyAnswer.Absent();
  }

  @Override
  public List<SourceAnswer> answersFor(Domain domain) {
    return List.of();
  }
}
