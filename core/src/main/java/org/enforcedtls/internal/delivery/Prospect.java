package org.enforcedtls.internal.delivery;

import java.net.InetAddress;
import java.util.List;

/** What is known of an MX host before it is dialled. */
sealed interface Prospect {
  /** The host, with all that was found out about it. */
  HostPlan plan();

  /**
   * It may be dialled.
   *
   * @param plan the host, with what its own DNS says of it
   * @param addresses at least one, in the order in which they are tried
   */
  record Open(HostPlan plan, List<InetAddress> addresses) implements Prospect {}

  /**
   * No mail may go there now.
   *
   * @param plan the host
   * @param verdict why not
   */
  record Barred(HostPlan plan, Verdict verdict) implements Prospect {}
}
