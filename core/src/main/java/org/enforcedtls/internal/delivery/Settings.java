package org.enforcedtls.internal.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.enforcedtls.address.Domain;
import org.enforcedtls.internal.route.AddressFinder;
import org.enforcedtls.internal.route.DaneFinder;
import org.enforcedtls.internal.route.RouteFinder;
import org.enforcedtls.internal.session.TlsContexts;
import org.enforcedtls.internal.wire.Dialler;
import org.enforcedtls.internal.wire.Watchdog;
import org.enforcedtls.observe.DeliveryListener;
import org.enforcedtls.policy.EffectivePolicy;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicySource;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.trust.TrustAnchors;

/**
 * What all deliveries of a client share. Safe for use by several threads at once.
 *
 * @param ehloName what this host calls itself
 * @param demands where the policies come from
 * @param routing how hosts are found
 * @param network how they are reached
 * @param executor runs what can go side by side; empty for the caller's thread alone
 * @param listeners are told
 * @param clock for policies and certificates
 */
public record Settings(
    Domain ehloName,
    Demands demands,
    Routing routing,
    Network network,
    Optional<Executor> executor,
    List<DeliveryListener> listeners,
    InstantSource clock) {

  /**
   * The same for a look at domains of our own, whose MX host this host may be.
   *
   * @return a copy that must not deliver
   */
  public Settings lookingAtOurOwn() {
    Routing own =
        new Routing(
            routing.routes().withoutLoops(),
            routing.addresses(),
            routing.dane(),
            routing.maxMxHosts());
    return new Settings(ehloName, demands, own, network, executor, listeners, clock);
  }

  /**
   * Where the policies come from.
   *
   * @param policies are asked for each recipient domain
   * @param defaultPolicy decides where they have none
   * @param trustAnchors those that count now for policies without their own
   */
  public record Demands(
      PolicySource policies, TlsPolicy defaultPolicy, Supplier<TrustAnchors> trustAnchors) {
    /**
     * The same for mail that what recipient domains publish must not keep from leaving.
     *
     * @return a copy whose policies are our own rows
     */
    public Demands withoutPublished() {
      return new Demands(policies.withoutPublished(), defaultPolicy, trustAnchors);
    }

    /**
     * Settles what counts.
     *
     * @param answer of the policies
     * @param at the time for which it is settled
     * @return empty if the policies cannot tell
     */
    public Optional<EffectivePolicy> settle(PolicyAnswer answer, Instant at) {
      if (answer instanceof PolicyAnswer.Unavailable) {
        return Optional.empty();
      }
      List<TlsPolicy> found =
          answer instanceof PolicyAnswer.Found policies ? policies.policies() : List.of();
      return Optional.of(EffectivePolicy.settle(found, defaultPolicy, at));
    }
  }

  /**
   * How hosts are found.
   *
   * @param routes finds MX hosts
   * @param addresses finds their addresses
   * @param dane finds what their own DNS says of their certificates
   * @param maxMxHosts at most so many are tried
   */
  public record Routing(
      RouteFinder routes, AddressFinder addresses, DaneFinder dane, int maxMxHosts) {}

  /**
   * How hosts are reached.
   *
   * @param dialler makes connections
   * @param watchdog ends them
   * @param contexts hold what TLS may resume
   * @param pool keeps connections for the next delivery
   * @param rivals dial a second address where the first is slow
   * @param deadline of a whole delivery
   */
  public record Network(
      Dialler dialler,
      Watchdog watchdog,
      TlsContexts contexts,
      ConnectionPool pool,
      Rivals rivals,
      Duration deadline) {}
}
