package org.enforcedtls.policy;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.MxAdmission.AddressBinding;
import org.enforcedtls.policy.MxAdmission.RouteSource;
import org.enforcedtls.tls.ChannelRequirement;
import org.enforcedtls.trust.CertificateRequirement;
import org.enforcedtls.trust.TrustAnchors;

/**
 * What counts for one recipient domain at one moment: the policies that decide, all of which must
 * hold, and those that are only observed. Immutable.
 *
 * <p>Where no row of our own is enforced, the default decides; an observed policy never weakens it,
 * and one that a domain publishes has to hold beside it.
 */
public final class EffectivePolicy {
  private final List<TlsPolicy> enforced;
  private final List<EffectivePolicy> observed;
  private final Stage stage;

  private EffectivePolicy(Stage stage, List<TlsPolicy> enforced, List<EffectivePolicy> observed) {
    this.stage = stage;
    this.enforced = List.copyOf(enforced);
    this.observed = List.copyOf(observed);
  }

  private static EffectivePolicy observed(TlsPolicy policy) {
    return new EffectivePolicy(Stage.OBSERVE, List.of(policy), List.of());
  }

  /**
   * Settles what counts.
   *
   * @param found what the sources found; empty if there is certainly no policy
   * @param defaultPolicy decides where no row of our own is enforced, and so beside what the domain
   *     publishes
   * @param at the moment
   * @return the effective policy
   */
  public static EffectivePolicy settle(List<TlsPolicy> found, TlsPolicy defaultPolicy, Instant at) {
    List<TlsPolicy> enforced = new ArrayList<>();
    List<EffectivePolicy> observed = new ArrayList<>();
    for (TlsPolicy policy : found) {
      Optional<TlsPolicy> next = Optional.of(policy);
      while (next.isPresent() && next.get().enforcement().stageAt(at) == Stage.OBSERVE) {
        observed.add(observed(next.get()));
        next = next.get().whileObserved();
      }
      next.ifPresent(enforced::add);
    }
    // What a domain publishes must not weaken what we demand of everybody; only our own rows do.
    if (enforced.stream().noneMatch(p -> p.origin().kind() == PolicyOrigin.Kind.PARTNER_ROW)) {
      enforced.add(defaultPolicy);
    }
    return new EffectivePolicy(Stage.ENFORCE, enforced, observed);
  }

  /**
   * The policies that decide.
   *
   * @return at least one
   */
  public List<TlsPolicy> enforced() {
    return enforced;
  }

  /**
   * The policies that are only observed, each as an effective policy that would decide alone.
   *
   * @return possibly none
   */
  public List<EffectivePolicy> observed() {
    return observed;
  }

  /**
   * What the recipient domain itself publishes by MTA-STS, enforced or in testing, as an effective
   * policy that would decide alone: what a report to the domain goes by.
   *
   * @return empty if it publishes nothing
   */
  public Optional<EffectivePolicy> published() {
    return Stream.concat(enforced.stream(), observed.stream().map(EffectivePolicy::principal))
        .filter(policy -> policy.origin().kind() == PolicyOrigin.Kind.MTA_STS)
        .findFirst()
        .map(EffectivePolicy::observed);
  }

  /**
   * The policy that outcomes name.
   *
   * @return the first that decides
   */
  public TlsPolicy principal() {
    return enforced.get(0);
  }

  /**
   * Whether this decides, or only says what it would have found.
   *
   * @return OBSERVE for each of {@link #observed()}, by its stage or since its time has not come or
   *     is over
   */
  public Stage stage() {
    return stage;
  }

  /**
   * The first policy that does not let mail go to a host.
   *
   * @param mxHost the host
   * @return empty if all let it
   */
  public Optional<TlsPolicy> refusing(Domain mxHost) {
    for (TlsPolicy policy : enforced) {
      if (!policy.mxAdmission().admits(mxHost)) {
        return Optional.of(policy);
      }
    }
    return Optional.empty();
  }

  /**
   * The hosts to dial in place of an MX look-up.
   *
   * @return in order; empty if the DNS names the hosts
   */
  public Optional<List<Domain>> listedHosts() {
    for (TlsPolicy policy : enforced) {
      MxAdmission admission = policy.mxAdmission();
      if (admission.routeSource() == RouteSource.LISTED) {
        return Optional.of(
            admission.hosts().stream().flatMap(mx -> mx.pattern().host().stream()).toList());
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a policy lets mail to a host go to an address.
   *
   * @param mxHost the host
   * @param address one of its addresses
   * @return false if a policy binds the host to other addresses
   */
  public boolean admitsAddress(Domain mxHost, InetAddress address) {
    for (TlsPolicy policy : enforced) {
      MxAdmission admission = policy.mxAdmission();
      if (admission.addressBinding() == AddressBinding.BINDING
          && admission
              .entryFor(mxHost)
              .filter(mx -> !mx.addresses().contains(address))
              .isPresent()) {
        return false;
      }
    }
    return true;
  }

  /**
   * What proves the name of a host before its certificate is seen.
   *
   * @param mxHost the host
   * @return ROW if a deciding partner row lists it, else MTA_STS if the policy that its domain
   *     publishes does, else NOTHING
   */
  public MxAuthentication mxAuthentication(Domain mxHost) {
    if (isListed(mxHost, PolicyOrigin.Kind.PARTNER_ROW)) {
      return MxAuthentication.ROW;
    }
    return isListed(mxHost, PolicyOrigin.Kind.MTA_STS)
        ? MxAuthentication.MTA_STS
        : MxAuthentication.NOTHING;
  }

  private boolean isListed(Domain mxHost, PolicyOrigin.Kind kind) {
    return enforced.stream()
        .filter(policy -> policy.origin().kind() == kind)
        .anyMatch(policy -> policy.mxAdmission().entryFor(mxHost).isPresent());
  }

  /**
   * What protocol and cipher suite must meet for all policies to hold.
   *
   * @return the joined requirement
   */
  public ChannelRequirement channel() {
    return enforced.stream()
        .map(TlsPolicy::channel)
        .reduce(ChannelRequirement::join)
        .orElseThrow(AssertionError::new);
  }

  /**
   * What the certificate of a host must meet: each requirement.
   *
   * @param mxHost the host
   * @param clientAnchors count for policies without anchors of their own
   * @return at least one
   */
  public List<CertificateRequirement> certificateRequirements(
      Domain mxHost, TrustAnchors clientAnchors) {
    return requirements(enforced.stream(), mxHost, clientAnchors);
  }

  /**
   * What the certificate of a host must meet beside its TLSA records, where those count: what
   * partner rows demand. MTA-STS gives way to DANE (RFC 8461 §2), and so does the default.
   *
   * @param mxHost the host
   * @param clientAnchors count for policies without anchors of their own
   * @return possibly none
   */
  public List<CertificateRequirement> certificateRequirementsBesideDane(
      Domain mxHost, TrustAnchors clientAnchors) {
    return requirements(
        enforced.stream().filter(policy -> !policy.origin().kind().givesWayToDane()),
        mxHost,
        clientAnchors);
  }

  private static List<CertificateRequirement> requirements(
      Stream<TlsPolicy> policies, Domain mxHost, TrustAnchors clientAnchors) {
    return policies
        .map(p -> p.certificate().requirement(clientAnchors, p.mxAdmission().entryFor(mxHost)))
        .distinct()
        .toList();
  }

  /**
   * What becomes of mail that the policies stop.
   *
   * @return FAIL_NOW only if all that decide say so
   */
  public OnFailure onFailure() {
    boolean failNow =
        enforced.stream().allMatch(p -> p.enforcement().onFailure() == OnFailure.FAIL_NOW);
    return failNow ? OnFailure.FAIL_NOW : OnFailure.HOLD;
  }

  /**
   * What tells apart effective policies that demand different things of a host.
   *
   * @return 32 hexadecimal digits
   */
  public String fingerprint() {
    return enforced.size() == 1
        ? principal().fingerprint()
        : Fingerprint.of(enforced.stream().map(TlsPolicy::fingerprint).toArray(String[]::new));
  }

  @Override
  public String toString() {
    return "enforced " + enforced + ", observed " + observed;
  }
}
