package org.enforcedtls.policy;

import java.util.List;
import org.enforcedtls.address.Domain;

/**
 * Several sources as one.
 *
 * @param sources asked in this order
 */
record JoinedPolicies(List<PolicySource> sources) implements PolicySource {
  /** Behind a source that cannot tell none is asked. */
  @Override
  public PolicyAnswer policyFor(Domain domain) {
    return PolicyAnswer.join(
        () -> sources.stream().map(source -> source.policyFor(domain)).iterator());
  }

  @Override
  public List<SourceAnswer> answersFor(Domain domain) {
    return sources.stream().flatMap(source -> source.answersFor(domain).stream()).toList();
  }

  @Override
  public PolicySource withoutPublished() {
    return new JoinedPolicies(sources.stream().map(PolicySource::withoutPublished).toList());
  }

  @Override
  public List<TlsPolicy> knownPolicies() {
    return sources.stream().flatMap(source -> source.knownPolicies().stream()).toList();
  }
}
