package org.enforcedtls.internal.delivery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.MxHost;
import org.enforcedtls.internal.route.DaneFinder;
import org.enforcedtls.internal.route.HostAddresses;
import org.enforcedtls.internal.route.Route;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.PolicyEvidence;
import org.enforcedtls.policy.EffectivePolicy;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.dane.HostDane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The delivery of some messages to one recipient domain: policy, route, MX hosts in order, each
 * address of them, until every recipient has an outcome. For one thread.
 */
final class DomainDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(DomainDelivery.class);

  private static final HostDane NOT_LOOKED_UP = new HostDane.NotApplicable("not looked up yet");

  private final Settings settings;
  private final Listeners listeners;
  private final Postings postings;
  private final Cancellation cancellation;

  DomainDelivery(
      Settings settings, Listeners listeners, Postings postings, Cancellation cancellation) {
    this.settings = settings;
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
    PolicyAnswer answer = settings.demands().policies().policyFor(postings.domain());
    if (answer instanceof PolicyAnswer.Unavailable unavailable) {
      postings.failed(FailureClassifier.policyUnavailable(unavailable.why()));
    } else {
      EffectivePolicy policy =
          settings
              .demands()
              .settle(answer, settings.clock().instant())
              .orElseThrow(AssertionError::new);
      PolicyEvidence evidence = PolicyEvidence.of(policy).withFindings(answer.findings());
      postings.decidedBy(evidence, policy.onFailure());
      deliverUnder(policy);
    }
  }

  private void deliverUnder(EffectivePolicy policy) {
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
      tryInOrder(found, policy);
    }
  }

  /** Hosts that no policy admits are reported, and do not count against the cap. */
  private void tryInOrder(Route.Hosts route, EffectivePolicy policy) {
    int tried = 0;
    for (MxHost host : route.hosts()) {
      HostPlan plan =
          new HostPlan(
              host,
              postings.domain(),
              route.dnssec(),
              policy,
              settings.demands().trustAnchors(),
              NOT_LOOKED_UP);
      Optional<Cause> refusal = plan.refusal();
      if (refusal.isPresent()) {
        giveUp(plan, FailureClassifier.mxNotInPolicy(refusal.get()));
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

  private void tryHost(HostPlan plan) {
    if (stopEarly()) {
      return;
    }
    Domain mxHost = plan.mxHost().name();
    settings.routing().dane().expect(mxHost, plan.mxRecords());
    HostAddresses addresses = settings.routing().addresses().addressesOf(mxHost, plan.policy());
    if (isCancelled()) {
      return;
    }
    if (addresses instanceof HostAddresses.Usable usable) {
      tryUnderDane(plan, usable);
    } else if (addresses instanceof HostAddresses.None none) {
      giveUp(plan, FailureClassifier.ofRouteProblem(none.problem()));
    } else if (addresses instanceof HostAddresses.AllRefused refused) {
      giveUp(plan, FailureClassifier.addressesRefused(refused.causes()));
    } else {
      throw new AssertionError(addresses);
    }
  }

  /** RFC 7672 §2.1.2: where nobody could tell the TLSA records, the host is left alone. */
  private void tryUnderDane(HostPlan plan, HostAddresses.Usable found) {
    HostDane dane = settings.routing().dane().of(plan.mxHost().name(), plan.mxRecords(), found);
    if (isCancelled()) {
      return;
    }
    if (dane instanceof HostDane.Unavailable unavailable) {
      giveUp(plan, FailureClassifier.ofRouteProblem(DaneFinder.problem(unavailable)));
    } else {
      tryAddresses(plan.under(dane), found.addresses());
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
  private void giveUp(HostPlan plan, Verdict verdict) {
    Attempt attempt = plan.newAttempt(settings.clock().instant()).build();
    Attempt failed = attempt.toBuilder().causes(verdict.causes()).build();
    listeners.attemptStarted(postings.domain(), attempt);
    postings.failed(attempt, verdict);
    listeners.attemptEnded(postings.domain(), failed);
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
