package org.enforcedtls.internal.delivery;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enforcedtls.dns.MxHost;
import org.enforcedtls.internal.route.HostAddresses;
import org.enforcedtls.internal.route.Route;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.PolicyEvidence;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.policy.EffectivePolicy;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.TlsPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The delivery to one recipient domain: policy, route, MX hosts in order, each address of them,
 * until every recipient has an outcome. For one thread.
 */
final class DomainDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(DomainDelivery.class);

  private final Settings settings;
  private final Listeners listeners;
  private final DomainMail mail;
  private final Ledger ledger;

  DomainDelivery(Settings settings, Listeners listeners, DomainMail mail) {
    this.settings = settings;
    this.listeners = listeners;
    this.mail = mail;
    this.ledger = new Ledger(mail.recipients());
  }

  /** Delivers. Blocking. Every recipient of the mail is in the result. */
  Map<Recipient, RecipientOutcome> run() {
    try {
      if (!stopEarly()) {
        deliver();
      }
    } catch (RuntimeException e) {
      // A policy source, a DNS client or a content of the caller's own has a bug. Thrown on, it
      // would take with it what is known of the other recipients, and they would get a second copy.
      LOG.error("the delivery to {} was broken off", mail.domain(), e);
      ledger.failedForAll(FailureClassifier.brokenOff(e));
    }
    ledger.concludeRest();
    return ledger.outcomes();
  }

  private void deliver() {
    PolicyAnswer answer = settings.demands().policies().policyFor(mail.domain());
    if (answer instanceof PolicyAnswer.Unavailable unavailable) {
      ledger.failedForAll(FailureClassifier.policyUnavailable(unavailable.why()));
    } else {
      List<TlsPolicy> found =
          answer instanceof PolicyAnswer.Found policies ? policies.policies() : List.of();
      deliverUnder(
          EffectivePolicy.settle(
              found, settings.demands().defaultPolicy(), settings.clock().instant()));
    }
  }

  private void deliverUnder(EffectivePolicy policy) {
    ledger.decidedBy(PolicyEvidence.of(policy), policy.onFailure());
    Optional<String> gap = policy.channel().platformGap(settings.network().contexts().engine());
    if (gap.isPresent()) {
      ledger.failedForAll(FailureClassifier.ofPlatformGap(gap.get()));
      return;
    }
    Route route = settings.routing().routes().routeOf(mail.domain(), policy);
    if (isCancelled()) {
      return;
    }
    if (route instanceof Route.NoRoute none) {
      ledger.failedForAll(FailureClassifier.ofRouteProblem(none.problem()));
    } else if (route instanceof Route.Hosts found) {
      tryInOrder(found.hosts(), policy);
    }
  }

  /** Hosts that no policy admits are reported, and do not count against the cap. */
  private void tryInOrder(List<MxHost> hosts, EffectivePolicy policy) {
    int tried = 0;
    for (MxHost host : hosts) {
      HostPlan plan = new HostPlan(host, mail.domain(), policy, settings.demands().trustAnchors());
      Optional<Cause> refusal = plan.refusal();
      if (refusal.isPresent()) {
        giveUp(plan, FailureClassifier.mxNotInPolicy(refusal.get()));
      } else if (tried++ < settings.routing().maxMxHosts()) {
        tryHost(plan);
      } else {
        ledger.hostWasLeftOut();
      }
      if (ledger.isSettled()) {
        return;
      }
    }
  }

  private void tryHost(HostPlan plan) {
    if (stopEarly()) {
      return;
    }
    HostAddresses addresses =
        settings.routing().addresses().addressesOf(plan.mxHost().name(), plan.policy());
    if (isCancelled()) {
      return;
    }
    if (addresses instanceof HostAddresses.Usable usable) {
      for (InetAddress address : usable.addresses()) {
        if (ledger.isSettled() || stopEarly()) {
          return;
        }
        new HostAttempt(settings, mail, plan, ledger).run(address, listeners);
      }
    } else if (addresses instanceof HostAddresses.None none) {
      giveUp(plan, FailureClassifier.ofRouteProblem(none.problem()));
    } else if (addresses instanceof HostAddresses.AllRefused refused) {
      giveUp(plan, FailureClassifier.addressesRefused(refused.causes()));
    } else {
      throw new AssertionError(addresses);
    }
  }

  /** The host cannot be dialled at all. */
  private void giveUp(HostPlan plan, Verdict verdict) {
    Attempt attempt = plan.newAttempt(settings.clock().instant()).build();
    listeners.attemptStarted(mail.domain(), attempt);
    ledger.failedForAll(attempt, verdict);
    listeners.attemptEnded(mail.domain(), attempt.toBuilder().causes(verdict.causes()).build());
  }

  /** Whether nothing more may be begun. */
  private boolean stopEarly() {
    if (isCancelled()) {
      return true;
    }
    if (mail.deadline().hasPassed()) {
      ledger.failedForAll(FailureClassifier.deadlineExceeded("the next host"));
      return true;
    }
    return false;
  }

  /** Asked behind each look-up too: one that was interrupted says nothing about the DNS. */
  private boolean isCancelled() {
    if (settings.network().watchdog().isClosed() || Thread.currentThread().isInterrupted()) {
      ledger.failedForAll(FailureClassifier.cancelled());
      return true;
    }
    return false;
  }
}
