package org.enforcedtls.internal.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.internal.session.Opening;
import org.enforcedtls.internal.session.SmtpSession;
import org.enforcedtls.internal.session.TlsContexts;
import org.enforcedtls.internal.session.TlsGate;
import org.enforcedtls.internal.time.Deadline;
import org.enforcedtls.internal.wire.Dial;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.preflight.Preflight;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes the way of a delivery up to MAIL, at every address of every host. Each handshake is a full
 * one: a session that was kept would show the certificate of another day. Safe for use by several
 * threads at once.
 */
public final class Preflights {
  private static final Logger LOG = LoggerFactory.getLogger(Preflights.class);

  private final Settings settings;
  private final Decisions decisions;

  /**
   * Goes by these settings.
   *
   * @param settings shared with the deliveries of a client
   */
  public Preflights(Settings settings) {
    this.settings = settings;
    this.decisions = new Decisions(settings);
  }

  /**
   * Looks at the way to a domain. Blocking, at most for the look-ups and the deadline of a
   * delivery.
   *
   * @param domain the recipient domain
   * @return what was seen
   */
  public Preflight of(Domain domain) {
    Decisions.Prepared prepared = decisions.prepare(domain);
    Deadline deadline = Deadline.in(settings.network().deadline());
    TlsContexts fresh = settings.network().contexts().withoutSessions();
    List<Attempt> attempts = new ArrayList<>();
    for (Prospect.Open host : prepared.open()) {
      for (InetAddress address : host.addresses()) {
        attempts.add(attempt(host.plan(), address, fresh, deadline));
      }
    }
    return new Preflight(prepared.decision(), attempts);
  }

  private Attempt attempt(
      HostPlan plan, InetAddress address, TlsContexts contexts, Deadline deadline) {
    Attempt begun = plan.newAttempt(settings.clock().instant()).address(address).build();
    Dial dial;
    try {
      dial = settings.network().dialler().prepare(deadline);
    } catch (IOException e) {
      return failed(begun, FailureClassifier.ofMissingSocket(e));
    }
    try {
      TlsGate gate = new TlsGate(contexts, plan.demand(), plan.observedDemands());
      Opening opening = SmtpSession.open(dial.connect(address), settings.ehloName(), gate);
      Attempt noted =
          opening.gatePassage().map(passage -> plan.noted(begun, passage)).orElse(begun);
      if (opening instanceof Opening.Opened opened) {
        leave(opened.session(), plan);
        return noted;
      }
      return failed(noted, FailureClassifier.ofOpening(opening));
    } catch (IOException e) {
      return failed(begun, FailureClassifier.ofException(e, dial.timer()));
    } finally {
      close(dial, plan);
    }
  }

  private static Attempt failed(Attempt attempt, Verdict verdict) {
    return attempt.toBuilder().causes(verdict.causes()).build();
  }

  private static void leave(SmtpSession session, HostPlan plan) {
    try {
      session.quit();
    } catch (IOException e) {
      LOG.debug("{} did not wait for QUIT", plan.mxHost().name(), e);
    }
  }

  private static void close(Dial dial, HostPlan plan) {
    try {
      dial.close();
    } catch (IOException e) {
      LOG.debug("a socket to {} could not be closed", plan.mxHost().name(), e);
    }
  }
}
