package org.enforcedtls.internal.route;

import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.dns.DnssecState;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.policy.dane.DaneLookup;
import org.enforcedtls.policy.dane.DaneUse;
import org.enforcedtls.policy.dane.HostDane;

/** Finds what DANE says about MX hosts. Safe for use by several threads at once. */
public final class DaneFinder {
  private final Optional<DaneLookup> lookup;

  /**
   * Finds it by these means.
   *
   * @param dns is asked for TLSA records
   * @param use whether it is asked at all
   */
  public DaneFinder(DnsClient dns, DaneUse use) {
    this.lookup = use == DaneUse.OFF ? Optional.empty() : Optional.of(new DaneLookup(dns));
  }

  /**
   * Begins to look, beside the addresses. Does not block.
   *
   * @param mxHost the host
   * @param mxRecords the state of what names it
   */
  public void expect(Domain mxHost, DnssecState mxRecords) {
    lookup.ifPresent(dane -> dane.expect(mxHost, mxRecords));
  }

  /**
   * Finds what DANE says about a host. Blocking.
   *
   * @param mxHost the host
   * @param addresses of the host
   * @return what was found
   */
  public HostDane of(Domain mxHost, HostAddresses.Usable addresses) {
    return lookup
        .map(dane -> dane.of(mxHost, addresses.canonicalName(), addresses.dnssec()))
        .orElseGet(() -> new HostDane.NotApplicable("DANE is off"));
  }

  /**
   * Why a host may not be used now.
   *
   * @param unavailable nobody could tell its TLSA records
   * @return dns-bogus or tlsa-unavailable
   */
  public static RouteProblem problem(HostDane.Unavailable unavailable) {
    Cause cause = DnsCauses.tlsaUnavailable(unavailable);
    return RouteProblem.mayHeal("4.3", cause);
  }
}
