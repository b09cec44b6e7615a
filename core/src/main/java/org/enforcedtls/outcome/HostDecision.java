package org.enforcedtls.outcome;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.dns.MxHost;
import org.enforcedtls.policy.MxAuthentication;
import org.enforcedtls.policy.dane.HostDane;

/**
 * What would count for one MX host, as far as it can be known before the host is dialled.
 * Immutable.
 *
 * @param mxHost the host and its preference
 * @param mxAuthentication what proves that the recipient domain names it; NOTHING if only its
 *     certificate could
 * @param addresses those that would be dialled, in order; none if it may not be dialled
 * @param dane what its TLSA records say, or why they were not looked at
 * @param demands what it would have to meet; empty if it may not be dialled
 * @param obstacles why no mail may go there now; empty if mail may
 * @param observations what each policy that is only observed says about sending mail there; a
 *     certificate may make it say more
 */
public record HostDecision(
    MxHost mxHost,
    MxAuthentication mxAuthentication,
    List<InetAddress> addresses,
    HostDane dane,
    Optional<ChecksMade> demands,
    List<Cause> obstacles,
    List<Observation> observations) {
  /**
   * Checks and copies.
   *
   * @param mxHost the host
   * @param mxAuthentication what proves its name
   * @param addresses those that would be dialled
   * @param dane what its TLSA records say
   * @param demands what it would have to meet
   * @param obstacles why no mail may go there
   * @param observations what observed policies say
   * @throws IllegalArgumentException if mail may go there and nothing is demanded, or the other way
   *     round
   */
  public HostDecision {
    requireNonNull(mxHost, "mxHost");
    requireNonNull(mxAuthentication, "mxAuthentication");
    requireNonNull(dane, "dane");
    addresses = List.copyOf(addresses);
    obstacles = List.copyOf(obstacles);
    observations = List.copyOf(observations);
    if (demands.isPresent() != obstacles.isEmpty()) {
      throw new IllegalArgumentException("expected demands or obstacles, found both or neither");
    }
  }

  /**
   * Whether mail may go there, if the host meets what is demanded.
   *
   * @return false if there is an obstacle
   */
  public boolean isOpen() {
    return obstacles.isEmpty();
  }
}
