package org.enforcedtls.internal.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import org.enforcedtls.internal.session.Opening;
import org.enforcedtls.internal.session.SmtpSession;
import org.enforcedtls.internal.session.TlsGate;
import org.enforcedtls.internal.wire.Connection;
import org.enforcedtls.internal.wire.Dial;
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
   * Carries the attempt out, on a connection that an earlier delivery left, or on a new one.
   * Blocking.
   *
   * @return what is known of it, with the causes that concern all recipients
   */
  Attempt run(InetAddress address, Listeners listeners) {
    attempt = attempt.toBuilder().address(address).build();
    listeners.attemptStarted(mail.domain(), attempt);
    ConnectionPool.Key key =
        new ConnectionPool.Key(plan.fingerprint(), plan.mxHost().name(), address);
    try {
      Optional<ConnectionPool.Place> place = settings.network().pool().place(key, mail.deadline());
      if (place.isPresent()) {
        try (ConnectionPool.Place own = place.get()) {
          converse(own);
        }
      } else {
        fail(FailureClassifier.ofMissingPlace(mail.deadline()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(FailureClassifier.cancelled());
    }
    listeners.attemptEnded(mail.domain(), attempt);
    return attempt;
  }

  private void converse(ConnectionPool.Place place) {
    Optional<PooledSession> resting = place.takeResting(mail.deadline());
    while (resting.isPresent()) {
      if (send(resting.get(), place) != Transactions.Result.UNNOTICED) {
        return;
      }
      // The host had left before it could take notice: as if the connection had not been there.
      resting = place.takeResting(mail.deadline());
    }
    dial(place);
  }

  private void dial(ConnectionPool.Place place) {
    Dial dial;
    try {
      dial = settings.network().dialler().prepare(mail.deadline());
    } catch (IOException e) {
      LOG.debug("a socket to {} could not be made", plan.mxHost().name(), e);
      fail(FailureClassifier.ofMissingSocket(e));
      return;
    }
    Optional<PooledSession> opened = Optional.empty();
    try {
      opened = open(dial, place);
    } catch (IOException e) {
      fail(FailureClassifier.ofException(e, dial.timer()));
    } finally {
      if (opened.isEmpty()) {
        close(dial);
      }
    }
    opened.ifPresent(session -> send(session, place));
  }

  private Optional<PooledSession> open(Dial dial, ConnectionPool.Place place) throws IOException {
    Connection connection = dial.connect(address());
    TlsGate gate =
        new TlsGate(settings.network().contexts(), plan.demand(), plan.observedDemands());
    Opening opening = SmtpSession.open(connection, settings.ehloName(), gate);
    if (opening instanceof Opening.Opened opened) {
      return Optional.of(place.opened(opened.session(), dial));
    }
    opening.gatePassage().ifPresent(passage -> attempt = plan.noted(attempt, passage));
    fail(FailureClassifier.ofOpening(opening));
    return Optional.empty();
  }

  private InetAddress address() {
    return attempt.address().orElseThrow(AssertionError::new);
  }

  /** Sends what is pending; what became of it is in the ledger, unless the host took no notice. */
  private Transactions.Result send(PooledSession pooled, ConnectionPool.Place place) {
    Attempt noted = plan.noted(attempt, pooled);
    Transactions.Result result = new Transactions(pooled, mail, noted, ledger).run();
    if (result != Transactions.Result.UNNOTICED) {
      attempt = noted;
    }
    if (result == Transactions.Result.SESSION_USABLE) {
      place.keep(pooled);
    } else {
      pooled.abandon();
    }
    return result;
  }

  private void close(Dial dial) {
    try {
      dial.close();
    } catch (IOException e) {
      LOG.debug("a socket to {} could not be closed", plan.mxHost().name(), e);
    }
  }

  private void fail(Verdict verdict) {
    ledger.failedForAll(attempt, verdict);
    attempt = attempt.toBuilder().causes(verdict.causes()).build();
  }
}
