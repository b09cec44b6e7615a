package org.enforcedtls;

import java.time.Duration;
import java.time.InstantSource;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.internal.delivery.Listeners;
import org.enforcedtls.internal.http.HttpsHandover;
import org.enforcedtls.internal.http.HttpsPolicyFetcher;
import org.enforcedtls.policy.mtasts.MtaStsSource;
import org.enforcedtls.policy.mtasts.PolicyCache;
import org.enforcedtls.policy.mtasts.PolicyFetcher;

/**
 * What a client reaches beside MX hosts, by the same means.
 *
 * @param dns the client's
 * @param means the client's
 */
record WebReach(DnsClient dns, HttpsPolicyFetcher.Means means) {
  private static final Duration HANDOVER_TIMEOUT = Duration.ofMinutes(1);

  /** The source of what domains publish by MTA-STS. */
  MtaStsSource policiesIn(PolicyCache cache, Listeners listeners, InstantSource clock) {
    return MtaStsSource.builder(dns, new HttpsPolicyFetcher(means, PolicyFetcher.TIMEOUT))
        .cache(cache)
        .clock(clock)
        .listener(listeners::policyFetched)
        .refreshingInBackground()
        .build();
  }

  HttpsHandover handover() {
    return new HttpsHandover(means, HANDOVER_TIMEOUT);
  }
}
