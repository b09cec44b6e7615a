package org.enforcedtls.cli.questionnaire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.HostDecision;
import org.enforcedtls.preflight.Preflight;
import org.enforcedtls.trust.TrustAnchors;

/**
 * What a sender sees of one of our domains. Immutable.
 *
 * @param domain ours
 * @param hosts each MX host at each address
 * @param whyNoHosts empty if there are hosts
 */
record DomainAnswers(Domain domain, List<HostAnswers> hosts, Optional<String> whyNoHosts) {
  static DomainAnswers of(Preflight seen, TrustAnchors anchors) {
    Domain domain = seen.decision().recipientDomain();
    List<HostAnswers> hosts = new ArrayList<>();
    for (HostDecision host : seen.decision().hosts()) {
      List<Attempt> attempts =
          seen.attempts().stream()
              .filter(attempt -> attempt.mxHost().equals(host.mxHost().name()))
              .toList();
      if (attempts.isEmpty()) {
        hosts.add(HostAnswers.of(domain, host));
      }
      attempts.forEach(attempt -> hosts.add(HostAnswers.of(domain, attempt, anchors)));
    }
    Optional<String> why =
        hosts.isEmpty()
            ? seen.decision().obstacles().stream().findFirst().map(Object::toString)
            : Optional.empty();
    return new DomainAnswers(domain, List.copyOf(hosts), why);
  }
}
