package org.enforcedtls.policy;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * <p>Where no policy is enforced, the default decides; an observed policy never weakens it.
 */
public final class EffectivePolicy {
  private final List<TlsPolicy> enforced;
  private final List<TlsPolicy> observed;
  private final Stage stage;

  private EffectivePolicy(Stage stage, List<TlsPolicy> enforced, List<TlsPolicy> observed) {
    this.stage = stage;
    this.enforced = List.copyOf(enforced);
    this.observed = List.copyOf(observed);
  }

  /**
   * Settles what counts.
   *
   * @param found what the sources found; empty if there is certainly no policy
   * @param defaultPolicy decides where none of them is enforced
   * @param at the moment
   * @return the effective policy
   */
  public static EffectivePolicy settle(List<TlsPolicy> found, TlsPolicy defaultPolicy, Instant at) {
    List<TlsPolicy> enforced = new ArrayList<>();
    List<TlsPolicy> observed = new ArrayList<>();
    for (TlsPolicy policy : found) {
      Optional<TlsPolicy> next = Optional.of(policy);
      while (next.isPresent() && next.get().enforcement().stageAt(at) == Stage.OBSERVE) {
        observed.add(next.get());
        next = next.get().whileObserved();
      }
      next.ifPresent(enforced::add);
    }
    if (enforced.isEmpty()) {
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
    return observed.stream()
        .map(policy -> new EffectivePolicy(Stage.OBSERVE, List.of(policy), List.of()))
        .toList();
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
    return enforced.stream().filter(p -> !p.mxAdmission().admits(mxHost)).findFirst();
  }

  /**
   * The hosts to dial in place of an MX look-up.
   *
   * @return in order; empty if the DNS names the hosts
   */
  public Optional<List<Domain>> listedHosts() {
    return enforced.stream()
        .map(TlsPolicy::mxAdmission)
        .filter(admission -> admission.routeSource() == RouteSource.LISTED)
        .findFirst()
        .map(a -> a.hosts().stream().flatMap(mx -> mx.pattern().host().stream()).toList());
  }

  /**
   * Whether a policy lets mail to a host go to an address.
   *
   * @param mxHost the host
   * @param address one of its addresses
   * @return false if a policy binds the host to other addresses
   */
  public boolean admitsAddress(Domain mxHost, InetAddress address) {
    return enforced.stream()
        .map(TlsPolicy::mxAdmission)
        .filter(admission -> admission.addressBinding() == AddressBinding.BINDING)
        .flatMap(admission -> admission.entryFor(mxHost).stream())
        .allMatch(mx -> mx.addresses().contains(address));
  }

  /**
   * What proves the name of a host before its certificate is seen.
   *
   * @param mxHost the host
   * @return ROW if a deciding partner row lists it, else NOTHING
   */
  public MxAuthentication mxAuthentication(Domain mxHost) {
    boolean listed =
        enforced.stream()
            .filter(policy -> policy.origin().kind() == PolicyOrigin.Kind.PARTNER_ROW)
            .anyMatch(policy -> policy.mxAdmission().entryFor(mxHost).isPresent());
    return listed ? MxAuthentication.ROW : MxAuthentication.NOTHING;
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
    return enforced.stream()
        .map(p -> p.certificate().requirement(clientAnchors, p.mxAdmission().entryFor(mxHost)))
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
