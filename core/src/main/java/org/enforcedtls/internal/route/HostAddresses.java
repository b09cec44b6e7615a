package org.enforcedtls.internal.route;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnssecState;
import org.enforcedtls.outcome.Cause;

/** The addresses of one host, as far as they may be dialled. */
public sealed interface HostAddresses {
  /**
   * Those that may be dialled.
   *
   * @return empty if none may
   */
  default List<InetAddress> addressesToDial() {
    return this instanceof Usable usable ? usable.addresses() : List.of();
  }

  /**
   * Why there is none that may be dialled.
   *
   * @return empty if there is one
   */
  default List<Cause> causes() {
    return List.of();
  }

  /**
   * Some may be dialled.
   *
   * @param addresses at least one, in the order in which they are tried
   * @param canonicalName whose addresses they are: the host, or what its name is a CNAME of
   * @param dnssec what proves that they are the host's
   */
  record Usable(List<InetAddress> addresses, Domain canonicalName, DnssecState dnssec)
      implements HostAddresses {
    /**
     * Checks and copies.
     *
     * @param addresses at least one
     * @param canonicalName whose addresses they are
     * @param dnssec what proves that they are the host's
     */
    public Usable {
      addresses = List.copyOf(addresses);
      requireNonNull(canonicalName, "canonicalName");
      requireNonNull(dnssec, "dnssec");
    }
  }

  /**
   * The host has none.
   *
   * @param problem why
   */
  record None(RouteProblem problem) implements HostAddresses {
    /**
     * Checks for null.
     *
     * @param problem why
     */
    public None {
      requireNonNull(problem, "problem");
    }

    @Override
    public List<Cause> causes() {
      return List.of(problem.cause());
    }
  }

  /**
   * It has some, and none may be dialled.
   *
   * @param addresses that were refused, each with its reason in the cause
   * @param causes one for each address
   */
  record AllRefused(List<InetAddress> addresses, List<Cause> causes) implements HostAddresses {
    /**
     * Copies.
     *
     * @param addresses that were refused
     * @param causes one for each address
     */
    public AllRefused {
      addresses = List.copyOf(addresses);
      causes = List.copyOf(causes);
    }
  }
}
