package org.enforcedtls.internal.wire;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.enforcedtls.dialogue.DialogueStep;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.internal.time.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * Bounds one dialogue: each of its steps by the step's time-out, all of it by the deadline. When
 * time is up it closes the socket, so that whatever the dialogue is blocked in fails; {@link
 * #expiry} then tells why.
 *
 * <p>For the thread of the dialogue, but {@link #cancel}, which any thread may call.
 */
public final class StepTimer implements Watchdog.Watched, AutoCloseable {
  /** Why a dialogue was ended from our side. */
  public enum Expiry {
    /** The step took longer than its time-out. */
    STEP,
    /** The delivery as a whole took longer than its deadline. */
    DEADLINE,
    /** The client was closed. */
    CANCELLED
  }

  /** When the step now under way has to be over, and what it means if it is not. */
  private record Alarm(DialogueStep step, Expiry reason, long atNanos) {}

  private final Watchdog watchdog;
  private final DialogueTimeouts timeouts;
  private final Socket socket;
  private final AtomicReference<@Nullable Alarm> alarm = new AtomicReference<>();
  private Deadline deadline;
  private DialogueStep step = DialogueStep.CONNECT;
  private volatile @Nullable DialogueStep expiredStep;
  private volatile @Nullable Expiry expiry;

  /**
   * Guards a socket from now on.
   *
   * @param watchdog closes it
   * @param timeouts of the steps
   * @param deadline of the delivery that it is made for
   * @param socket the plain one, below TLS: to close a TLS socket can block
   */
  public StepTimer(Watchdog watchdog, DialogueTimeouts timeouts, Deadline deadline, Socket socket) {
    this.watchdog = watchdog;
    this.timeouts = timeouts;
    this.deadline = deadline;
    this.socket = socket;
  }

  /** Tells the watchdog of this dialogue, so that it can be cancelled. */
  void start() {
    watchdog.started(this);
  }

  /** Stops the time between two deliveries; whoever keeps the connection bounds that. */
  public void rest() {
    alarm.set(null);
    watchdog.stopped(this);
  }

  /**
   * Goes on for another delivery.
   *
   * @param next the deadline of that one
   */
  public void resume(Deadline next) {
    deadline = next;
    watchdog.started(this);
  }

  /**
   * Begins a step: it has its whole time-out from now.
   *
   * @param next the step
   */
  public void enter(DialogueStep next) {
    step = next;
    Duration timeout = timeouts.of(next);
    Duration left = deadline.remaining();
    boolean deadlineFirst = left.compareTo(timeout) < 0;
    alarm.set(
        new Alarm(
            next,
            deadlineFirst ? Expiry.DEADLINE : Expiry.STEP,
            System.nanoTime() + (deadlineFirst ? left : timeout).toNanos()));
  }

  @Override
  public void check(long nowNanos) {
    Alarm set = alarm.get();
    // A step that was over just in time has taken its alarm back, and the next one is not late.
    if (set != null && nowNanos - set.atNanos() >= 0 && alarm.compareAndSet(set, null)) {
      expire(set.reason(), set.step());
    }
  }

  /**
   * How long the step now under way may take.
   *
   * @return its time-out, or what the deadline leaves of it
   */
  Duration allowed() {
    return deadline.remaining(timeouts.of(step));
  }

  /**
   * The step now under way, or the one whose time was up.
   *
   * @return the step
   */
  public DialogueStep step() {
    DialogueStep expired = expiredStep;
    return expired == null ? step : expired;
  }

  /**
   * The time-out of {@link #step}.
   *
   * @return as configured
   */
  public Duration timeout() {
    return timeouts.of(step());
  }

  /**
   * Why the socket was closed from our side.
   *
   * @return empty if it was not
   */
  public Optional<Expiry> expiry() {
    return Optional.ofNullable(expiry);
  }

  @Override
  public void cancel() {
    expire(Expiry.CANCELLED, null);
  }

  private void expire(Expiry reason, @Nullable DialogueStep late) {
    expiredStep = late;
    expiry = reason;
    try {
      socket.close();
    } catch (IOException e) {
      // A socket that cannot be closed is of no use to anybody either.
    }
  }

  @Override
  public void close() {
    rest();
  }
}
