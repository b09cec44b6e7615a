package org.enforcedtls.internal.delivery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.dns.MxHost;
import org.enforcedtls.internal.route.Route;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.PolicyEvidence;
import org.enforcedtls.policy.EffectivePolicy;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicyFinding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The delivery of some messages to one recipient domain: policy, route, MX hosts in order, each
 * address of them, until every recipient has an outcome. For one thread.
 */
final class DomainDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(DomainDelivery.class);

  private final Settings settings;
  private final Prospects prospects;
  private final Listeners listeners;
  private final Postings postings;
  private final Cancellation cancellation;

  DomainDelivery(
      Settings settings, Listeners listeners, Postings postings, Cancellation cancellation) {
    this.settings = settings;
    this.prospects = new Prospects(settings.routing());
    this.listeners = listeners;
    this.postings = postings;
    this.cancellation = cancellation;
  }

  /** Delivers. Blocking. Every recipient of every posting has an outcome then. */
  void run() {
    try {
      if (!stopEarly()) {
        deliver();
      }
    } catch (RuntimeException e) {
      // A policy source, a DNS client or a content of the caller's own has a bug. Thrown on, it
      // would take with it what is known of the other recipients, and they would get a second copy.
      LOG.error("the delivery to {} was broken off", postings.domain(), e);
      postings.failed(FailureClassifier.brokenOff(e));
    }
    postings.concludeRest();
  }

  private void deliver() {
    Settings.Demands demands = demands();
    PolicyAnswer answer = demands.policies().policyFor(postings.domain());
    if (answer instanceof PolicyAnswer.Unavailable unavailable) {
      postings.failed(FailureClassifier.policyUnavailable(unavailable.why()));
    } else {
      EffectivePolicy policy =
          demands.settle(answer, settings.clock().instant()).orElseThrow(AssertionError::new);
      PolicyEvidence evidence = PolicyEvidence.of(policy).withFindings(answer.findings());
      postings.decidedBy(evidence, policy.onFailure());
      deliverUnder(policy, answer.findings());
    }
  }

  private Settings.Demands demands() {
    Settings.Demands all = settings.demands();
    return postings.heading().ignoresPublished() ? all.withoutPublished() : all;
  }

  private void deliverUnder(EffectivePolicy policy, List<PolicyFinding> findings) {
    Optional<String> gap = settings.network().contexts().platformGap(policy.channel());
    if (gap.isPresent()) {
      postings.failed(FailureClassifier.ofPlatformGap(gap.get()));
      return;
    }
    Route route = settings.routing().routes().routeOf(postings.domain(), policy);
    if (isCancelled()) {
      return;
    }
    if (route instanceof Route.NoRoute none) {
      postings.failed(FailureClassifier.ofRouteProblem(none.problem()));
    } else if (route instanceof Route.Hosts found) {
      tryInOrder(found, policy, findings);
    }
  }

  /** Hosts to which no mail may go are reported, and do not count against the cap. */
  private void tryInOrder(Route.Hosts route, EffectivePolicy policy, List<PolicyFinding> findings) {
    int tried = 0;
    for (MxHost host : route.hosts()) {
      HostPlan plan =
          HostPlan.of(
              host, postings.heading(), route, policy, settings.demands().trustAnchors().get());
      Optional<Prospect.Barred> refused =
          prospects.refused(plan).or(() -> unproved(plan, findings));
      if (refused.isPresent()) {
        giveUp(refused.get());
      } else if (tried++ < settings.routing().maxMxHosts()) {
        tryHost(plan);
      } else {
        postings.hostWasLeftOut();
      }
      if (postings.areSettled()) {
        return;
      }
    }
  }

  /**
   * RFC 8689 §4.2.1: mail that needs REQUIRETLS does not go to a host that anybody may have named.
   */
  private static Optional<Prospect.Barred> unproved(HostPlan plan, List<PolicyFinding> findings) {
    return plan.unprovedName()
        .map(
            cause ->
                new Prospect.Barred(plan, FailureClassifier.mxNotAuthenticated(cause, findings)));
  }

  private void tryHost(HostPlan plan) {
    if (stopEarly()) {
      return;
    }
    Prospect prospect = prospects.of(plan);
    if (isCancelled()) {
      return;
    }
    if (prospect instanceof Prospect.Open open) {
      tryAddresses(open.plan(), open.addresses());
    } else if (prospect instanceof Prospect.Barred barred) {
      giveUp(barred);
    }
  }

  /** An address that was overtaken has its turn after the others, if one is still needed. */
  private void tryAddresses(HostPlan plan, List<InetAddress> addresses) {
    Deque<InetAddress> left = new ArrayDeque<>(connectedFirst(plan, addresses));
    Optional<Arrival> arrived = Optional.empty();
    while (!left.isEmpty() && !postings.areSettled() && !stopEarly()) {
      InetAddress address = left.removeFirst();
      Optional<InetAddress> next =
          Optional.ofNullable(left.peekFirst()).filter(other -> isOtherFamily(address, other));
      arrived =
          new HostAttempt(settings, plan, postings, listeners)
              .run(new HostAttempt.Course(address, next, arrived));
      if (arrived.isPresent()) {
        left.addLast(address);
      }
    }
    arrived.ifPresent(Arrival::abandon);
  }

  /** To dial one address where a connection to another one rests would be a waste. */
  private List<InetAddress> connectedFirst(HostPlan plan, List<InetAddress> addresses) {
    List<InetAddress> connected = new ArrayList<>();
    List<InetAddress> others = new ArrayList<>();
    for (InetAddress address : addresses) {
      boolean isConnected =
          addresses.size() > 1 && settings.network().pool().hasResting(plan.poolKey(address));
      (isConnected ? connected : others).add(address);
    }
    connected.addAll(others);
    return connected;
  }

  private static boolean isOtherFamily(InetAddress address, InetAddress other) {
    return address instanceof Inet4Address != other instanceof Inet4Address;
  }

  /** The host cannot be dialled at all. */
  private void giveUp(Prospect.Barred barred) {
    Verdict verdict = barred.verdict();
    Attempt attempt = barred.plan().newAttempt(settings.clock().instant()).build();
    Attempt failed = attempt.toBuilder().causes(verdict.causes()).build();
    listeners.attemptStarted(postings.domain(), attempt);
    postings.failed(attempt, verdict);
    listeners.attemptEnded(postings.domain(), failed);
    new SessionJudge(barred.plan(), listeners).barred(failed);
  }

  /** Whether nothing more may be begun. */
  private boolean stopEarly() {
    if (isCancelled()) {
      return true;
    }
    if (postings.deadline().hasPassed()) {
      postings.failed(FailureClassifier.deadlineExceeded("the next host"));
      return true;
    }
    return false;
  }

  /** Asked behind each look-up too: one that was interrupted says nothing about the DNS. */
  private boolean isCancelled() {
    if (settings.network().watchdog().isClosed() || cancellation.isCancelled()) {
      postings.failed(FailureClassifier.cancelled());
      return true;
    }
    return false;
  }
}
