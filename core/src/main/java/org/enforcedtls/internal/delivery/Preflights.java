package org.enforcedtls.internal.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.enforcedtls.internal.session.Opening;
import org.enforcedtls.internal.session.SmtpSession;
import org.enforcedtls.internal.session.TlsContexts;
import org.enforcedtls.internal.session.TlsGate;
import org.enforcedtls.internal.time.Deadline;
import org.enforcedtls.internal.wire.Dial;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.preflight.Preflight;
import org.enforcedtls.preflight.PreflightRequest;
import org.enforcedtls.preflight.WeakAcceptance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes the way of a delivery up to MAIL, at every address of every host. Each handshake is a full
 * one: a session that was kept would show the certificate of another day. For one thread.
 */
public final class Preflights {
  private static final Logger LOG = LoggerFactory.getLogger(Preflights.class);

  private final Settings settings;
  private final PreflightRequest request;

  /**
   * Goes by these settings.
   *
   * @param settings shared with the deliveries of a client
   * @param request what to look at
   */
  public Preflights(Settings settings, PreflightRequest request) {
    this.settings =
        request.side() == PreflightRequest.Side.OURS ? settings.lookingAtOurOwn() : settings;
    this.request = request;
  }

  /**
   * Looks. Blocking, at most for the look-ups and the deadline of a delivery.
   *
   * @return what was seen
   */
  public Preflight look() {
    Decisions.Prepared prepared = new Decisions(settings).prepare(request.domain());
    Deadline deadline = Deadline.in(settings.network().deadline());
    TlsContexts fresh = settings.network().contexts().withoutSessions();
    WeakOffers weakOffers = new WeakOffers(settings, deadline);
    List<Attempt> attempts = new ArrayList<>();
    List<WeakAcceptance> accepted = new ArrayList<>();
    for (Prospect.Open host : prepared.open()) {
      for (InetAddress address : host.addresses()) {
        Attempt attempt = attempt(host.plan(), address, fresh, deadline);
        attempts.add(attempt);
        if (request.offers() == PreflightRequest.Offers.WEAK_TOO && isReached(attempt)) {
          accepted.addAll(weakOffers.acceptedBy(attempt.mxHost(), address));
        }
      }
    }
    return new Preflight(prepared.decision(), attempts, accepted);
  }

  /** Where no connection comes about, more of them would only take time. */
  private static boolean isReached(Attempt attempt) {
    return attempt.causes().stream()
        .noneMatch(
            cause ->
                cause.code() == CauseCode.CONNECT_FAILED || cause.code() == CauseCode.TIMED_OUT);
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
