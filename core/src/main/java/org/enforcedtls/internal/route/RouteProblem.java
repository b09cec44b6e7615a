package org.enforcedtls.internal.route;

import static java.util.Objects.requireNonNull;

import org.enforcedtls.outcome.Cause;

/**
 * Why a domain has no route, or a host no address. Immutable.
 *
 * @param permanence whether a later look-up may do better
 * @param status the detail of the enhanced status code, such as {@code 1.2}, without its class
 * @param cause why
 */
public record RouteProblem(Permanence permanence, String status, Cause cause) {
  /** Whether a later look-up may do better. */
  public enum Permanence {
    /** It may: the DNS, or what it said of this host, can be repaired. */
    MAY_HEAL,
    /** The DNS said so with authority. */
    CERTAIN
  }

  /**
   * Checks for null.
   *
   * @param permanence whether a later look-up may do better
   * @param status the detail of the enhanced status code
   * @param cause why
   */
  public RouteProblem {
    requireNonNull(permanence, "permanence");
    requireNonNull(status, "status");
    requireNonNull(cause, "cause");
  }

  static RouteProblem certain(String status, Cause cause) {
    return new RouteProblem(Permanence.CERTAIN, status, cause);
  }

  static RouteProblem mayHeal(String status, Cause cause) {
    return new RouteProblem(Permanence.MAY_HEAL, status, cause);
  }
}
