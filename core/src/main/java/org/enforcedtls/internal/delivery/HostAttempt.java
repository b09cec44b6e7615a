package org.enforcedtls.internal.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
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
 * the ledgers. For one thread.
 */
final class HostAttempt {
  private static final Logger LOG = LoggerFactory.getLogger(HostAttempt.class);

  /** How often a host that has too many connections of ours is asked again, after one has ended. */
  private static final int MAX_WAITS_FOR_A_PLACE = 3;

  /** What became of the place at the host. */
  private enum Stay {
    /** Whatever is open now, this host has been asked. */
    OVER,
    /** The host takes no further connection now, and has others: one of them may do. */
    CROWDED
  }

  private final Settings settings;
  private final HostPlan plan;
  private final Postings postings;
  private final Listeners listeners;
  private Attempt attempt;

  HostAttempt(Settings settings, HostPlan plan, Postings postings, Listeners listeners) {
    this.settings = settings;
    this.plan = plan;
    this.postings = postings;
    this.listeners = listeners;
    this.attempt = plan.newAttempt(settings.clock().instant()).build();
  }

  /**
   * Carries the attempt out, on connections that earlier deliveries left, or on new ones. Blocking.
   */
  void run(InetAddress address) {
    attempt = attempt.toBuilder().address(address).build();
    listeners.attemptStarted(postings.domain(), attempt);
    ConnectionPool.Key key =
        new ConnectionPool.Key(plan.fingerprint(), plan.mxHost().name(), address);
    try {
      for (int wait = MAX_WAITS_FOR_A_PLACE; stay(key, wait) == Stay.CROWDED; wait--) {
        LOG.debug("{} has too many connections, one of them is waited for", key.mxHost());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(postings.open(), FailureClassifier.cancelled());
    }
    listeners.attemptEnded(postings.domain(), attempt);
  }

  private Stay stay(ConnectionPool.Key key, int waitsLeft) throws InterruptedException {
    Optional<ConnectionPool.Place> place =
        settings.network().pool().place(key, postings.deadline());
    if (place.isEmpty()) {
      fail(postings.open(), FailureClassifier.ofMissingPlace(postings.deadline()));
      return Stay.OVER;
    }
    try (ConnectionPool.Place own = place.get()) {
      return converse(own, waitsLeft);
    }
  }

  /** On one connection after the other, as long as the last one has got anything done. */
  private Stay converse(ConnectionPool.Place place, int waitsLeft) {
    List<Posting> untouched = postings.open();
    while (!untouched.isEmpty()) {
      Optional<PooledSession> session = place.takeResting(postings.deadline());
      if (session.isEmpty()) {
        Dialled dialled = dial(place, untouched, waitsLeft);
        if (dialled.session().isEmpty()) {
          return dialled.stay();
        }
        session = dialled.session();
      }
      untouched = send(session.get(), untouched, place);
    }
    return Stay.OVER;
  }

  /** Sends what it can; returns the postings that another connection may serve. */
  private List<Posting> send(
      PooledSession pooled, List<Posting> untouched, ConnectionPool.Place place) {
    Attempt noted = plan.noted(attempt, pooled);
    Transactions transactions = new Transactions(pooled, untouched, noted);
    Transactions.Result result = Transactions.Result.BROKEN;
    try {
      result = transactions.run();
    } finally {
      switch (result) {
        case USABLE, FULL -> place.keep(pooled);
        case BROKEN, UNNOTICED -> pooled.abandon();
      }
    }
    if (result != Transactions.Result.UNNOTICED) {
      attempt = noted;
    }
    return transactions.untouched();
  }

  /** A session, or what it means that there is none; then all that is untouched has failed. */
  private record Dialled(Optional<PooledSession> session, Stay stay) {
    static final Dialled FAILED = new Dialled(Optional.empty(), Stay.OVER);
    static final Dialled CROWDED = new Dialled(Optional.empty(), Stay.CROWDED);
  }

  private Dialled dial(ConnectionPool.Place place, List<Posting> untouched, int waitsLeft) {
    Dial dial;
    try {
      dial = settings.network().dialler().prepare(postings.deadline());
    } catch (IOException e) {
      LOG.debug("a socket to {} could not be made", plan.mxHost().name(), e);
      fail(untouched, FailureClassifier.ofMissingSocket(e));
      return Dialled.FAILED;
    }
    boolean isOpen = false;
    try {
      Opening opening = open(dial);
      if (opening instanceof Opening.Opened opened) {
        isOpen = true;
        return new Dialled(Optional.of(place.opened(opened.session(), dial)), Stay.OVER);
      }
      if (FailureClassifier.isTooManyConnections(opening) && place.tooMany() && waitsLeft > 0) {
        return Dialled.CROWDED;
      }
      opening.gatePassage().ifPresent(passage -> attempt = plan.noted(attempt, passage));
      fail(untouched, FailureClassifier.ofOpening(opening));
    } catch (IOException e) {
      fail(untouched, FailureClassifier.ofException(e, dial.timer()));
    } finally {
      if (!isOpen) {
        close(dial);
      }
    }
    return Dialled.FAILED;
  }

  private Opening open(Dial dial) throws IOException {
    Connection connection = dial.connect(attempt.address().orElseThrow(AssertionError::new));
    TlsGate gate =
        new TlsGate(settings.network().contexts(), plan.demand(), plan.observedDemands());
    return SmtpSession.open(connection, settings.ehloName(), gate);
  }

  private void close(Dial dial) {
    try {
      dial.close();
    } catch (IOException e) {
      LOG.debug("a socket to {} could not be closed", plan.mxHost().name(), e);
    }
  }

  private void fail(List<Posting> some, Verdict verdict) {
    some.forEach(posting -> posting.ledger().failedForAll(attempt, verdict));
    attempt = attempt.toBuilder().causes(verdict.causes()).build();
  }
}
