package org.enforcedtls.policy;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;

/** Which MX hosts a policy lets mail go to, and how they are found. Immutable. */
public final class MxAdmission {
  private static final MxAdmission ANY =
      new MxAdmission(List.of(), RouteSource.MX, AddressBinding.ADVISORY);

  /** Where the MX hosts of a domain come from. */
  public enum RouteSource {
    /** From the DNS. */
    MX,
    /** From the policy: its hosts are dialled in the order given, without MX look-up. */
    LISTED
  }

  /** What the addresses of admitted hosts are for. */
  public enum AddressBinding {
    /** For people and the readiness check. */
    ADVISORY,
    /** For the delivery: a host is dialled at these addresses only. */
    BINDING
  }

  private final List<AdmittedMx> hosts;
  private final RouteSource routeSource;
  private final AddressBinding addressBinding;

  private MxAdmission(
      List<AdmittedMx> hosts, RouteSource routeSource, AddressBinding addressBinding) {
    this.hosts = hosts;
    this.routeSource = routeSource;
    this.addressBinding = addressBinding;
  }

  /**
   * Every MX host that the DNS names.
   *
   * @return an admission that authenticates no name
   */
  public static MxAdmission any() {
    return ANY;
  }

  /**
   * Only the given hosts, found in the DNS.
   *
   * @param hosts at least one
   * @return an admission with advisory addresses
   * @throws IllegalArgumentException if there is none
   */
  public static MxAdmission only(List<AdmittedMx> hosts) {
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("hosts must hold at least one MX host");
    }
    return new MxAdmission(List.copyOf(hosts), RouteSource.MX, AddressBinding.ADVISORY);
  }

  /**
   * The same hosts, dialled in their order without MX look-up.
   *
   * @return a copy
   * @throws IllegalStateException if any host is admitted or one has a wildcard
   */
  public MxAdmission dialledAsListed() {
    if (!isRestricted() || hosts.stream().anyMatch(mx -> mx.pattern().host().isEmpty())) {
      throw new IllegalStateException("a listed route needs MX hosts without wildcard: " + hosts);
    }
    return new MxAdmission(hosts, RouteSource.LISTED, addressBinding);
  }

  /**
   * The same hosts, each at its registered addresses only.
   *
   * @return a copy
   * @throws IllegalStateException if a host has no address
   */
  public MxAdmission withBindingAddresses() {
    if (!isRestricted() || hosts.stream().anyMatch(mx -> mx.addresses().isEmpty())) {
      throw new IllegalStateException("binding addresses: each MX host needs one: " + hosts);
    }
    return new MxAdmission(hosts, routeSource, AddressBinding.BINDING);
  }

  /**
   * Whether only certain hosts are admitted.
   *
   * @return false if any is
   */
  public boolean isRestricted() {
    return !hosts.isEmpty();
  }

  /**
   * Whether mail may go to a host.
   *
   * @param mxHost the host
   * @return true if any host is admitted, or this one matches a pattern
   */
  public boolean admits(Domain mxHost) {
    return !isRestricted() || entryFor(mxHost).isPresent();
  }

  /**
   * What is registered of a host.
   *
   * @param mxHost the host
   * @return the first entry that matches; empty if none does
   */
  public Optional<AdmittedMx> entryFor(Domain mxHost) {
    requireNonNull(mxHost, "mxHost");
    return hosts.stream().filter(mx -> mx.pattern().matches(mxHost)).findFirst();
  }

  /**
   * The admitted hosts.
   *
   * @return empty if any is admitted
   */
  public List<AdmittedMx> hosts() {
    return hosts;
  }

  /**
   * Where the hosts come from.
   *
   * @return the DNS unless said otherwise
   */
  public RouteSource routeSource() {
    return routeSource;
  }

  /**
   * What the addresses are for.
   *
   * @return advisory unless said otherwise
   */
  public AddressBinding addressBinding() {
    return addressBinding;
  }

  /** What tells this admission from others. */
  String fingerprint() {
    return Fingerprint.of(
        routeSource.name(),
        addressBinding.name(),
        hosts.stream().map(AdmittedMx::fingerprint).collect(joining(" ")));
  }

  @Override
  public String toString() {
    return isRestricted() ? routeSource + " " + addressBinding + " " + hosts : "any";
  }
}
