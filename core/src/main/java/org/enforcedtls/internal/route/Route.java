package org.enforcedtls.internal.route;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.enforcedtls.dns.MxHost;

/** Where the mail of a domain may go. */
public sealed interface Route {
  /**
   * There are MX hosts.
   *
   * @param hosts at least one, in the order in which they are tried
   */
  record Hosts(List<MxHost> hosts) implements Route {
    /**
     * Copies.
     *
     * @param hosts at least one
     */
    public Hosts {
      hosts = List.copyOf(hosts);
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
