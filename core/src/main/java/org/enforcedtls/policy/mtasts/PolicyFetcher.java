package org.enforcedtls.policy.mtasts;

import java.time.Duration;
import org.enforcedtls.address.Domain;

/**
 * Brings the policy of a domain from its policy host, {@code
 * https://mta-sts.DOMAIN/.well-known/mta-sts.txt}; it does not judge what the policy says. Safe for
 * use by several threads at once.
 *
 * <p>What an implementation must see to, since the whole of MTA-STS rests on it (RFC 8461 §3.3):
 * the certificate of the policy host is verified for that name; no redirect is followed; only
 * status 200 counts, and only {@code text/plain}; nothing comes out of a cache of HTTP; octets and
 * time are bounded; and the name, which a stranger chose, leads to no host that nobody outside
 * should reach. Nothing is thrown for what the network or the host does.
 */
@FunctionalInterface
public interface PolicyFetcher {
  /** The longest policy that is looked at: 64 KiB. */
  int MAX_POLICY_OCTETS = 64 * 1024;

  /** How long a fetch may take in all. */
  Duration TIMEOUT = Duration.ofMinutes(1);

  /**
   * Fetches a policy. Blocking, for at most {@link #TIMEOUT} and the DNS look-up of one host.
   *
   * @param policyDomain the domain that the policy is for
   * @return what is there, or why it could not be had
   */
  PolicyFetch fetch(Domain policyDomain);
}
