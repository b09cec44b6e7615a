package org.enforcedtls.internal.route;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.AddressFilter;
import org.enforcedtls.dns.DnsAnswer;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.policy.EffectivePolicy;

/** Finds the addresses of hosts. Safe for use by several threads at once. */
public final class AddressFinder {
  private final DnsClient dns;
  private final AddressFilter filter;
  private final int maxAddresses;

  /**
   * Finds addresses by these means.
   *
   * @param dns is asked for them
   * @param filter refuses those that point inwards
   * @param maxAddresses at most so many of a host are dialled
   */
  public AddressFinder(DnsClient dns, AddressFilter filter, int maxAddresses) {
    this.dns = dns;
    this.filter = filter;
    this.maxAddresses = maxAddresses;
  }

  /**
   * Begins to look. Does not block.
   *
   * @param host will be asked for soon
   */
  public void expect(Domain host) {
    dns.expectAddresses(host);
  }

  /**
   * Finds the addresses of a host. Blocking.
   *
   * @param mxHost the host
   * @param policy may bind it to certain addresses
   * @return those that may be dialled, or why none may
   */
  public HostAddresses addressesOf(Domain mxHost, EffectivePolicy policy) {
    return find(mxHost, "the MX host " + mxHost, address -> refusalOf(mxHost, address, policy));
  }

  /**
   * Finds the addresses of a host of which no policy speaks. Blocking.
   *
   * @param host no MX host
   * @return those that may be dialled, or why none may
   */
  public HostAddresses addressesOf(Domain host) {
    return find(host, "the host " + host, address -> refusalOf(host, address));
  }

  private HostAddresses find(
      Domain host, String called, Function<InetAddress, Optional<Cause>> refusalOf) {
    DnsAnswer<InetAddress> answer = dns.addresses(host);
    if (answer instanceof DnsAnswer.LookupFailed<InetAddress> failed) {
      return new HostAddresses.None(
          RouteProblem.mayHeal("4.4", DnsCauses.unavailable("address", host, failed)));
    }
    if (!(answer instanceof DnsAnswer.Records<InetAddress> found)) {
      return new HostAddresses.None(
          RouteProblem.certain("4.4", Cause.of(CauseCode.NO_ADDRESS, called + " has no address")));
    }
    List<InetAddress> usable = new ArrayList<>();
    List<Cause> refusals = new ArrayList<>();
    for (InetAddress address : found.records()) {
      refusalOf.apply(address).ifPresentOrElse(refusals::add, () -> usable.add(address));
    }
    return usable.isEmpty()
        ? new HostAddresses.AllRefused(found.records(), refusals)
        : new HostAddresses.Usable(capped(usable), found.canonicalName(), found.dnssec());
  }

  private Optional<Cause> refusalOf(Domain mxHost, InetAddress address, EffectivePolicy policy) {
    if (!policy.admitsAddress(mxHost, address)) {
      return Optional.of(
          Cause.of(
              CauseCode.ADDRESS_REFUSED,
              "expected one of the addresses that the policy binds "
                  + mxHost
                  + " to, found "
                  + address.getHostAddress()));
    }
    return refusalOf(mxHost, address);
  }

  private Optional<Cause> refusalOf(Domain host, InetAddress address) {
    return filter
        .refusalOf(address)
        .map(
            reason ->
                Cause.of(
                    CauseCode.ADDRESS_REFUSED,
                    host + " has address " + address.getHostAddress() + ": " + reason));
  }

  /** A cap must not leave only the family that may have no way out of here. */
  private List<InetAddress> capped(List<InetAddress> usable) {
    List<InetAddress> v6 = new ArrayList<>();
    List<InetAddress> v4 = new ArrayList<>();
    for (InetAddress address : usable) {
      (address instanceof Inet4Address ? v4 : v6).add(address);
    }
    List<InetAddress> taken = new ArrayList<>();
    for (int i = 0; i < Math.max(v6.size(), v4.size()); i++) {
      for (List<InetAddress> family : List.of(v6, v4)) {
        if (i < family.size() && taken.size() < maxAddresses) {
          taken.add(family.get(i));
        }
      }
    }
    return taken;
  }
}
