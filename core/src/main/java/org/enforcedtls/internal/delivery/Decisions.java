package org.enforcedtls.internal.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnssecState;
import org.enforcedtls.dns.MxHost;
import org.enforcedtls.internal.route.Route;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.HostDecision;
import org.enforcedtls.outcome.PolicyDecision;
import org.enforcedtls.policy.EffectivePolicy;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.SourceAnswer;

/**
 * Tells what a delivery to a domain would go by: all that {@link DomainDelivery} finds out before
 * it dials, of every host instead of one after the other. Safe for use by several threads at once.
 */
public final class Decisions {
  private final Settings settings;
  private final Prospects prospects;

  /**
   * Decides by these settings.
   *
   * @param settings shared with the deliveries of a client
   */
  public Decisions(Settings settings) {
    this.settings = settings;
    this.prospects = new Prospects(settings.routing());
  }

  /**
   * Decides what counts for a domain now. Blocking for the look-ups.
   *
   * @param domain the recipient domain
   * @return the decision
   */
  public PolicyDecision about(Domain domain) {
    return prepare(domain).decision();
  }

  /**
   * A decision, and the hosts that it lets be dialled.
   *
   * @param decision what counts
   * @param open in the order of the decision
   */
  record Prepared(PolicyDecision decision, List<Prospect.Open> open) {}

  /** Blocking for the look-ups. */
  Prepared prepare(Domain domain) {
    List<SourceAnswer> sources = settings.demands().policies().answersFor(domain);
    PolicyAnswer answer = PolicyAnswer.join(sources.stream().map(SourceAnswer::answer).toList());
    Instant now = settings.clock().instant();
    Draft draft = new Draft(domain, now, sources, settings.demands().settle(answer, now));
    if (answer instanceof PolicyAnswer.Unavailable unavailable) {
      return draft.closed(FailureClassifier.policyUnavailable(unavailable.why()).causes());
    }
    EffectivePolicy policy = draft.policy().orElseThrow(AssertionError::new);
    Optional<String> gap = settings.network().contexts().platformGap(policy.channel());
    if (gap.isPresent()) {
      return draft.closed(FailureClassifier.ofPlatformGap(gap.get()).causes());
    }
    Route route = settings.routing().routes().routeOf(domain, policy);
    if (route instanceof Route.Hosts found) {
      List<Prospect> hosts = hosts(found, draft, policy);
      return new Prepared(
          draft.of(found.dnssec(), hosts.stream().map(host -> decision(host, now)).toList()),
          hosts.stream()
              .filter(Prospect.Open.class::isInstance)
              .map(Prospect.Open.class::cast)
              .toList());
    }
    return draft.closed(List.of(((Route.NoRoute) route).problem().cause()));
  }

  /** As many as a delivery would try; those that no policy admits come on top. */
  private List<Prospect> hosts(Route.Hosts route, Draft draft, EffectivePolicy policy) {
    List<Supplier<Prospect>> looks = new ArrayList<>();
    int tried = 0;
    for (MxHost host : route.hosts()) {
      HostPlan plan =
          HostPlan.of(
              host,
              Heading.plain(draft.domain()),
              route,
              policy,
              settings.demands().trustAnchors().get());
      Optional<Prospect.Barred> refused = prospects.refused(plan);
      if (refused.isPresent()) {
        looks.add(refused::get);
      } else if (tried++ < settings.routing().maxMxHosts()) {
        prospects.expect(plan);
        looks.add(() -> prospects.of(plan));
      }
    }
    // All is asked for by now, so that no host waits for the one before it.
    return looks.stream().map(Supplier::get).toList();
  }

  private static HostDecision decision(Prospect prospect, Instant at) {
    HostPlan known = prospect.plan();
    if (prospect instanceof Prospect.Open open) {
      return new HostDecision(
          known.mxHost(),
          known.mxAuthentication(),
          open.addresses(),
          known.dane(),
          Optional.of(known.demand().checksAt(at)),
          List.of(),
          known.observationsBeforeTls());
    }
    return new HostDecision(
        known.mxHost(),
        known.mxAuthentication(),
        List.of(),
        known.dane(),
        Optional.empty(),
        ((Prospect.Barred) prospect).verdict().causes(),
        known.observationsBeforeTls());
  }

  /** What is known before there are hosts. */
  private record Draft(
      Domain domain, Instant at, List<SourceAnswer> sources, Optional<EffectivePolicy> policy) {
    PolicyDecision of(DnssecState mxRecords, List<HostDecision> hosts) {
      return new PolicyDecision(domain, at, sources, policy, mxRecords, hosts, List.of());
    }

    Prepared closed(List<Cause> obstacles) {
      PolicyDecision decision =
          new PolicyDecision(
              domain, at, sources, policy, DnssecState.UNCHECKED, List.of(), obstacles);
      return new Prepared(decision, List.of());
    }
  }
}
