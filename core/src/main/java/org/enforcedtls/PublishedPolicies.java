package org.enforcedtls;

import java.time.InstantSource;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.internal.delivery.Listeners;
import org.enforcedtls.internal.http.HttpsPolicyFetcher;
import org.enforcedtls.policy.mtasts.MtaStsSource;
import org.enforcedtls.policy.mtasts.PolicyCache;
import org.enforcedtls.policy.mtasts.PolicyFetcher;

/**
 * Makes the source of what domains publish out of the means of a client.
 *
 * @param dns the client's
 * @param means the client's
 * @param listeners are told of fetches
 * @param clock the client's
 */
record PublishedPolicies(
    DnsClient dns, HttpsPolicyFetcher.Means means, Listeners listeners, InstantSource clock) {
  MtaStsSource rememberedIn(PolicyCache cache) {
    return MtaStsSource.builder(dns, new HttpsPolicyFetcher(means, PolicyFetcher.TIMEOUT))
        .cache(cache)
        .clock(clock)
        .listener(listeners::policyFetched)
        .refreshingInBackground()
        .build();
  }
}
