package org.enforcedtls.internal.route;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnssecState;
import org.enforcedtls.dns.MxHost;

/** Where the mail of a domain may go. */
public sealed interface Route {
  /**
   * There are MX hosts.
   *
   * @param hosts at least one, in the order in which they are tried
   * @param canonicalDomain the owner of the MX records: the recipient domain, or what it is a CNAME
   *     of
   * @param dnssec what proves that the domain names them; secure where our own policy does
   */
  record Hosts(List<MxHost> hosts, Domain canonicalDomain, DnssecState dnssec) implements Route {
    /**
     * Checks and copies.
     *
     * @param hosts at least one
     * @param canonicalDomain the owner of the MX records
     * @param dnssec what proves that the domain names them
     */
    public Hosts {
      hosts = List.copyOf(hosts);
      requireNonNull(canonicalDomain, "canonicalDomain");
      requireNonNull(dnssec, "dnssec");
    }
  }

  /**
   * There is none.
   *
   * @param problem why
   */
  record NoRoute(RouteProblem problem) implements Route {
    /**
     * Checks for null.
     *
     * @param problem why
     */
    public NoRoute {
      requireNonNull(problem, "problem");
    }
  }
}
