package org.enforcedtls.outcome;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnssecState;
import org.enforcedtls.policy.EffectivePolicy;
import org.enforcedtls.policy.SourceAnswer;

/**
 * What a delivery to a domain would go by, and why: what each source of policies said, what counts,
 * and what each MX host would have to meet. Made as a delivery makes it, without dialling an MX
 * host. Immutable.
 *
 * @param recipientDomain whose mail is meant
 * @param at the time for which it was decided
 * @param sources what each source said, in the order in which they were asked; the default is no
 *     source
 * @param policy what counts, the default among it where it does; empty if the sources cannot tell:
 *     mail is held
 * @param mxRecords what proves that the domain names the hosts; secure where a row of our own lists
 *     them, unchecked where there are no hosts
 * @param hosts in the order in which they would be tried, those that no policy admits included
 * @param obstacles why mail may go to no host at all; empty if there are hosts, each of which may
 *     have its own
 */
public record PolicyDecision(
    Domain recipientDomain,
    Instant at,
    List<SourceAnswer> sources,
    Optional<EffectivePolicy> policy,
    DnssecState mxRecords,
    List<HostDecision> hosts,
    List<Cause> obstacles) {
  /**
   * Checks and copies.
   *
   * @param recipientDomain whose mail is meant
   * @param at the time for which it was decided
   * @param sources what each source said
   * @param policy what counts
   * @param mxRecords what proves that the domain names the hosts
   * @param hosts in the order in which they would be tried
   * @param obstacles why mail may go to no host at all
   * @throws IllegalArgumentException if there are neither hosts nor obstacles
   */
  public PolicyDecision {
    requireNonNull(recipientDomain, "recipientDomain");
    requireNonNull(at, "at");
    requireNonNull(policy, "policy");
    requireNonNull(mxRecords, "mxRecords");
    sources = List.copyOf(sources);
    hosts = List.copyOf(hosts);
    obstacles = List.copyOf(obstacles);
    if (hosts.isEmpty() && obstacles.isEmpty()) {
      throw new IllegalArgumentException("expected hosts or obstacles, found neither");
    }
  }

  /**
   * Whether mail may leave, if a host meets what is demanded of it.
   *
   * @return whether there is a host without obstacle
   */
  public boolean isOpen() {
    return hosts.stream().anyMatch(HostDecision::isOpen);
  }
}
