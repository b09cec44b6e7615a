package org.enforcedtls.internal.route;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.util.List;
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
   */
  record Usable(List<InetAddress> addresses) implements HostAddresses {
    /**
     * Copies.
     *
     * @param addresses at least one
     */
    public Usable {
      addresses = List.copyOf(addresses);
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
