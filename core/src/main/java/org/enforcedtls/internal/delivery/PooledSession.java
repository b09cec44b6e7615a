package org.enforcedtls.internal.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dialogue.ConnectionLimits;
import org.enforcedtls.internal.session.SmtpSession;
import org.enforcedtls.internal.time.Deadline;
import org.enforcedtls.internal.wire.Dial;
import org.enforcedtls.internal.wire.StepTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session and the connection below it, for one delivery after the other. For the thread that has
 * it; the pool hands it from one to the next.
 */
final class PooledSession {
  private static final Logger LOG = LoggerFactory.getLogger(PooledSession.class);

  /** To ask whether a host has left takes about as long. */
  private static final Duration WORTH_ASKING = Duration.ofMillis(2);

  private final SmtpSession session;
  private final Dial dial;
  private final ConnectionLimits limits;

  /** What was asked of the certificate before; it does not change while the session lasts. */
  private final Map<Domain, Boolean> isNamed = new HashMap<>();

  private final long openedAtNanos = System.nanoTime();
  private long restingSinceNanos = openedAtNanos;
  private boolean isReused;

  PooledSession(SmtpSession session, Dial dial, ConnectionLimits limits) {
    this.session = session;
    this.dial = dial;
    this.limits = limits;
  }

  SmtpSession session() {
    return session;
  }

  /** Whether the certificate names a recipient domain itself. */
  boolean isCertificateFor(Domain domain) {
    return isNamed.computeIfAbsent(domain, session.passage()::certificateNames);
  }

  StepTimer timer() {
    return dial.timer();
  }

  /** Whether an earlier delivery had it, so that the host may have left it meanwhile. */
  boolean isReused() {
    return isReused;
  }

  /** Whether it is worth keeping for another message. */
  boolean isWorthKeeping() {
    return hasRoom() && since(openedAtNanos).compareTo(limits.maxAge()) < 0;
  }

  /** Whether another message may begin on it, as far as this side can tell. */
  boolean isUsable() {
    return isWorthKeeping() && !isOverdue() && session.isQuiet() && isNotLeft();
  }

  /**
   * Not asked in a hurry of messages, where to ask takes longer than the host had time to leave.
   */
  private boolean isNotLeft() {
    return since(restingSinceNanos).compareTo(WORTH_ASKING) < 0 || session.isOpen();
  }

  /** How many messages may be sent before the first is answered. */
  int maxMessagesInFlight() {
    return limits.maxMessagesInFlight();
  }

  /** Whether it may serve another message. */
  boolean hasRoom() {
    return session.begun() < session.maxTransactions(limits.maxMessages());
  }

  /** Whether it has rested for too long. */
  boolean isOverdue() {
    return since(restingSinceNanos).compareTo(limits.maxIdle()) > 0;
  }

  void rest() {
    timer().rest();
    restingSinceNanos = System.nanoTime();
    isReused = true;
  }

  void resume(Deadline deadline) {
    timer().resume(deadline);
    session.rested(since(restingSinceNanos));
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  /** Ends the dialogue in order; nothing that goes wrong with good-bye concerns any mail. */
  void quit() {
    timer().resume(Deadline.in(limits.maxIdle()));
    try {
      session.quit();
    } catch (IOException e) {
      LOG.debug("a host was gone before QUIT", e);
    } finally {
      abandon();
    }
  }

  /** Ends a connection that is of no use. */
  void abandon() {
    try {
      dial.close();
    } catch (IOException e) {
      LOG.debug("a socket could not be closed", e);
    }
  }
}
