package org.enforcedtls;

import java.util.ArrayList;
import java.util.List;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.policy.PolicySource;
import org.enforcedtls.policy.Stage;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.dane.DaneUse;
import org.enforcedtls.tls.TlsEngine;

/** Finds out when a client is built what its engine could never meet. */
final class PlatformGaps {
  private PlatformGaps() {}

  /**
   * Refuses an engine.
   *
   * @throws IllegalStateException if it cannot meet the default policy or an enforced one that is
   *     known; the message has a line for each
   */
  static void refuse(TlsEngine engine, PolicySource policies, TlsPolicy defaultPolicy) {
    List<TlsPolicy> inUse = new ArrayList<>(policies.knownPolicies());
    inUse.removeIf(policy -> policy.enforcement().stage() == Stage.OBSERVE);
    inUse.add(defaultPolicy);
    List<String> gaps =
        inUse.stream()
            .flatMap(
                policy ->
                    policy.channel().platformGap(engine).stream()
                        .map(gap -> policy.origin() + ": " + gap))
            .toList();
    if (!gaps.isEmpty()) {
      throw new IllegalStateException(String.join(System.lineSeparator(), gaps));
    }
  }

  /**
   * Refuses DANE by answers that nobody checks.
   *
   * @throws IllegalStateException if DANE is to be used, and the DNS client does not check DNSSEC
   */
  static void refuseUnproved(DaneUse use, DnsClient dns) {
    if (use != DaneUse.OFF && !dns.isDnssecChecked()) {
      throw new IllegalStateException(
          "dane: expected a DNS client that checks DNSSEC, found one that does not;"
              + " dnsClient(DnsClient.builder().dnssec(…).build()) with"
              + " DnssecPosture.validating(DnssecAnchors.iana()) to check in this process, or"
              + " DnssecPosture.trustingLoopbackResolvers() for a validating resolver on this"
              + " host");
    }
  }
}
