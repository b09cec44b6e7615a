package org.enforcedtls.internal.delivery;

import java.io.IOException;
import java.net.InetAddress;
import org.enforcedtls.internal.session.Opening;
import org.enforcedtls.internal.session.SmtpSession;
import org.enforcedtls.internal.session.TlsGate;
import org.enforcedtls.internal.wire.Connection;
import org.enforcedtls.internal.wire.Dial;
import org.enforcedtls.internal.wire.StepTimer;
import org.enforcedtls.outcome.Attempt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One address of one MX host: dial, dialogue, and what came of it for each recipient, written into
 * the ledger. For one thread.
 */
final class HostAttempt {
  private static final Logger LOG = LoggerFactory.getLogger(HostAttempt.class);

  private final Settings settings;
  private final DomainMail mail;
  private final HostPlan plan;
  private final Ledger ledger;
  private Attempt attempt;

  HostAttempt(Settings settings, DomainMail mail, HostPlan plan, Ledger ledger) {
    this.settings = settings;
    this.mail = mail;
    this.plan = plan;
    this.ledger = ledger;
    this.attempt = plan.newAttempt(settings.clock().instant()).build();
  }

  /**
   * Carries the attempt out. Blocking.
   *
   * @return what is known of it, with the causes that concern all recipients
   */
  Attempt run(InetAddress address, Listeners listeners) {
    attempt = attempt.toBuilder().address(address).build();
    listeners.attemptStarted(mail.domain(), attempt);
    settings
        .network()
        .contexts()
        .platformGap(plan.demand())
        .ifPresentOrElse(
            gap -> fail(FailureClassifier.ofPlatformGap(gap)), () -> dialAndConverse(address));
    listeners.attemptEnded(mail.domain(), attempt);
    return attempt;
  }

  private void dialAndConverse(InetAddress address) {
    try (Dial dial = settings.network().dialler().prepare(mail.deadline())) {
      try {
        converse(dial.connect(address), dial.timer());
      } catch (IOException e) {
        fail(FailureClassifier.ofException(e, dial.timer()));
      }
    } catch (IOException e) {
      LOG.debug("a socket to {} could not be made or closed", plan.mxHost().name(), e);
      if (attempt.causes().isEmpty()) {
        fail(FailureClassifier.ofMissingSocket(e));
      }
    }
  }

  private void converse(Connection connection, StepTimer timer) throws IOException {
    TlsGate gate =
        new TlsGate(settings.network().contexts(), plan.demand(), plan.observedDemands());
    Opening opening = SmtpSession.open(connection, settings.ehloName(), gate);
    opening.gatePassage().ifPresent(passage -> attempt = plan.noted(attempt, passage));
    if (opening instanceof Opening.Opened opened) {
      SmtpSession session = opened.session();
      boolean isUsable = new Transactions(session, mail, attempt, ledger).run(timer);
      if (isUsable) {
        quit(session);
      }
    } else {
      fail(FailureClassifier.ofOpening(opening));
    }
  }

  /** Nothing that goes wrong with good-bye concerns the mail. */
  private void quit(SmtpSession session) {
    try {
      session.quit();
    } catch (IOException e) {
      LOG.debug("{} was gone before QUIT", plan.mxHost().name(), e);
    }
  }

  private void fail(Verdict verdict) {
    ledger.failedForAll(attempt, verdict);
    attempt = attempt.toBuilder().causes(verdict.causes()).build();
  }
}
