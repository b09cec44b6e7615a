package org.enforcedtls;

import java.time.InstantSource;
import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.internal.http.HttpsPolicyFetcher;
import org.enforcedtls.observe.DeliveryListener;
import org.enforcedtls.policy.PolicyFinding;
import org.enforcedtls.policy.mtasts.MtaStsSource;
import org.enforcedtls.policy.mtasts.PolicyCache;
import org.enforcedtls.policy.mtasts.PolicyFetcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the source of what domains publish out of the means of a client.
 *
 * @param dns the client's
 * @param means the client's
 * @param listeners are told of fetches
 * @param clock the client's
 */
record PublishedPolicies(
    DnsClient dns,
    HttpsPolicyFetcher.Means means,
    List<DeliveryListener> listeners,
    InstantSource clock) {
  private static final Logger LOG = LoggerFactory.getLogger(PublishedPolicies.class);

  MtaStsSource rememberedIn(PolicyCache cache) {
    return MtaStsSource.builder(dns, new HttpsPolicyFetcher(means, PolicyFetcher.TIMEOUT))
        .cache(cache)
        .clock(clock)
        .listener(this::tell)
        .refreshingInBackground()
        .build();
  }

  private void tell(Domain policyDomain, List<PolicyFinding> findings) {
    for (DeliveryListener listener : listeners) {
      try {
        listener.policyFetched(policyDomain, findings);
      } catch (RuntimeException e) {
        LOG.warn("a delivery listener failed: {}", listener.getClass().getName(), e);
      }
    }
  }
}
