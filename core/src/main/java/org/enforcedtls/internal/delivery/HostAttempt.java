package org.enforcedtls.internal.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.internal.session.Opening;
import org.enforcedtls.internal.session.Passage;
import org.enforcedtls.internal.session.SmtpSession;
import org.enforcedtls.internal.session.TlsGate;
import org.enforcedtls.internal.wire.Connection;
import org.enforcedtls.internal.wire.Dial;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
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
    CROWDED,
    /** Another address of the host was faster. */
    OVERTAKEN
  }

  /**
   * Where to.
   *
   * @param address is dialled
   * @param next is dialled too if that takes long
   * @param arrived a connection to the address that came about already
   */
  record Course(InetAddress address, Optional<InetAddress> next, Optional<Arrival> arrived) {}

  private final Settings settings;
  private final HostPlan plan;
  private final Postings postings;
  private final Listeners listeners;
  private Attempt attempt;
  private Optional<InetAddress> next = Optional.empty();
  private Optional<Arrival> arrived = Optional.empty();

  HostAttempt(Settings settings, HostPlan plan, Postings postings, Listeners listeners) {
    this.settings = settings;
    this.plan = plan;
    this.postings = postings;
    this.listeners = listeners;
    this.attempt = plan.newAttempt(settings.clock().instant()).build();
  }

  /**
   * Carries the attempt out, on connections that earlier deliveries left, or on new ones. Blocking.
   *
   * @return a connection to the next address, if that was faster: then nothing was said here
   */
  Optional<Arrival> run(Course course) {
    attempt = attempt.toBuilder().address(course.address()).build();
    next = course.next();
    arrived = course.arrived();
    listeners.attemptStarted(postings.domain(), attempt);
    ConnectionPool.Key key = plan.poolKey(course.address());
    Stay stay = Stay.OVER;
    try {
      stay = stay(key, MAX_WAITS_FOR_A_PLACE);
      for (int wait = MAX_WAITS_FOR_A_PLACE; stay == Stay.CROWDED; stay = stay(key, --wait)) {
        LOG.debug("{} has too many connections, one of them is waited for", key.mxHost());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(postings.open(), FailureClassifier.cancelled());
    } finally {
      if (stay != Stay.OVERTAKEN) {
        arrived.ifPresent(Arrival::abandon);
      }
    }
    listeners.attemptEnded(postings.domain(), attempt);
    return stay == Stay.OVERTAKEN ? arrived : Optional.empty();
  }

  private Stay stay(ConnectionPool.Key key, int waitsLeft) throws InterruptedException {
    Optional<ConnectionPool.Place> place =
        arrived.isPresent()
            ? arrived.map(Arrival::place)
            : settings.network().pool().place(key, postings.deadline());
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
      Optional<PooledSession> session =
          arrived.isPresent() ? Optional.empty() : place.takeResting(postings.deadline());
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
    static final Dialled OVERTAKEN = new Dialled(Optional.empty(), Stay.OVERTAKEN);
  }

  /** A connection on which nothing was said yet, and what bounds it. */
  private record Line(Dial dial, Connection connection) {}

  private Dialled dial(ConnectionPool.Place place, List<Posting> untouched, int waitsLeft) {
    if (arrived.isPresent()) {
      Line ready = new Line(arrived.get().dial(), arrived.get().connection());
      arrived = Optional.empty();
      return open(ready, place, untouched, waitsLeft);
    }
    Dial dial;
    try {
      dial = settings.network().dialler().prepare(postings.deadline());
    } catch (IOException e) {
      LOG.debug("a socket to {} could not be made", plan.mxHost().name(), e);
      fail(untouched, FailureClassifier.ofMissingSocket(e));
      return Dialled.FAILED;
    }
    Connection connection;
    try {
      connection = connect(dial);
    } catch (IOException e) {
      close(dial);
      if (arrived.isPresent()) {
        attempt = attempt.toBuilder().causes(List.of(overtakenBy(arrived.get()))).build();
        return Dialled.OVERTAKEN;
      }
      fail(untouched, FailureClassifier.ofException(e, dial.timer()));
      return Dialled.FAILED;
    }
    return open(new Line(dial, connection), place, untouched, waitsLeft);
  }

  /** Fails too if the next address was faster: that connection is there then. */
  private Connection connect(Dial dial) throws IOException {
    InetAddress address = attempt.address().orElseThrow(AssertionError::new);
    if (next.isEmpty()) {
      return dial.connect(address);
    }
    Rival.Lane lane = new Rival.Lane(next.get(), plan.poolKey(next.get()), postings.deadline());
    Settings.Network network = settings.network();
    Rivals.Race race = network.rivals().start(network.pool(), network.dialler(), lane, dial);
    Connection connection;
    try {
      connection = dial.connect(address);
    } finally {
      arrived = race.settle();
    }
    if (arrived.isPresent()) {
      throw new SocketException("another address was faster");
    }
    return connection;
  }

  private static Cause overtakenBy(Arrival faster) {
    return Cause.of(
        CauseCode.CONNECT_FAILED,
        "no connection within "
            + Rivals.HEAD_START.toMillis()
            + " ms, and then "
            + faster.address().getHostAddress()
            + " was faster");
  }

  /** Greeting to EHLO inside TLS; the dial is closed unless that leads to a session. */
  private Dialled open(
      Line line, ConnectionPool.Place place, List<Posting> untouched, int waitsLeft) {
    SessionJudge judge = new SessionJudge(plan, listeners);
    boolean isOpen = false;
    try {
      Opening opening = open(line.connection());
      if (opening instanceof Opening.Opened opened) {
        isOpen = true;
        Passage passage = opened.session().passage();
        judge.handshakeEnded(plan.noted(attempt, passage), passage);
        return new Dialled(Optional.of(place.opened(opened.session(), line.dial())), Stay.OVER);
      }
      if (FailureClassifier.isTooManyConnections(opening) && place.tooMany() && waitsLeft > 0) {
        return Dialled.CROWDED;
      }
      opening.gatePassage().ifPresent(passage -> attempt = plan.noted(attempt, passage));
      fail(untouched, FailureClassifier.ofOpening(opening));
      opening
          .gatePassage()
          .ifPresentOrElse(
              passage -> judge.handshakeEnded(attempt, passage), () -> judge.endedInClear(attempt));
    } catch (IOException e) {
      fail(untouched, FailureClassifier.ofException(e, line.dial().timer()));
      judge.endedInClear(attempt);
    } finally {
      if (!isOpen) {
        close(line.dial());
      }
    }
    return Dialled.FAILED;
  }

  private Opening open(Connection connection) throws IOException {
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
