package org.enforcedtls.internal.delivery;

import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.internal.route.DaneFinder;
import org.enforcedtls.internal.route.HostAddresses;
import org.enforcedtls.policy.dane.HostDane;

/**
 * Looks at MX hosts before they are dialled: whether the policies admit them, which addresses they
 * have, and what DANE says. The same for a delivery and for who only wants to know. Safe for use by
 * several threads at once.
 *
 * @param routing how hosts are found
 */
record Prospects(Settings.Routing routing) {
  /** Looks whether the policies admit a host, without the DNS. */
  Optional<Prospect.Barred> refused(HostPlan plan) {
    return plan.refusal()
        .map(cause -> new Prospect.Barred(plan, FailureClassifier.mxNotInPolicy(cause)));
  }

  /** Begins to look up what {@link #of} will want to know. Does not block. */
  void expect(HostPlan plan) {
    Domain mxHost = plan.mxHost().name();
    routing.addresses().expect(mxHost);
    routing.dane().expect(mxHost, plan.route().dnssec());
  }

  /** Looks at a host that is not refused. Blocking. */
  Prospect of(HostPlan plan) {
    routing.dane().expect(plan.mxHost().name(), plan.route().dnssec());
    HostAddresses addresses = routing.addresses().addressesOf(plan.mxHost().name(), plan.policy());
    if (addresses instanceof HostAddresses.Usable usable) {
      return underDane(plan, usable);
    }
    if (addresses instanceof HostAddresses.None none) {
      return new Prospect.Barred(plan, FailureClassifier.ofRouteProblem(none.problem()));
    }
    if (addresses instanceof HostAddresses.AllRefused refused) {
      return new Prospect.Barred(plan, FailureClassifier.addressesRefused(refused.causes()));
    }
    throw new AssertionError(addresses);
  }

  /**
   * RFC 7672 §2.1.2: where nobody could tell the TLSA records, the host is left alone, but by mail
   * that is not to be kept by them.
   */
  private Prospect underDane(HostPlan plan, HostAddresses.Usable found) {
    HostDane dane = routing.dane().of(plan.mxHost().name(), plan.route().dnssec(), found);
    HostPlan known = plan.under(dane);
    return dane instanceof HostDane.Unavailable unavailable && !plan.heading().ignoresPublished()
        ? new Prospect.Barred(
            known, FailureClassifier.ofRouteProblem(DaneFinder.problem(unavailable)))
        : new Prospect.Open(known, found.addresses());
  }
}
