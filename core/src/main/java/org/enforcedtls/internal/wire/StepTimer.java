package org.enforcedtls.internal.wire;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
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

  private final Watchdog watchdog;
  private final DialogueTimeouts timeouts;
  private final Deadline deadline;
  private final Socket socket;
  private DialogueStep step = DialogueStep.CONNECT;
  private @Nullable Future<?> alarm;
  private volatile @Nullable DialogueStep expiredStep;
  private volatile @Nullable Expiry expiry;

  /**
   * Guards a socket from now on.
   *
   * @param watchdog closes it
   * @param timeouts of the steps
   * @param deadline of the whole delivery
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

  /**
   * Begins a step: it has its whole time-out from now.
   *
   * @param next the step
   */
  public void enter(DialogueStep next) {
    step = next;
    disarm();
    Duration timeout = timeouts.of(next);
    Duration left = deadline.remaining();
    boolean deadlineFirst = left.compareTo(timeout) < 0;
    Expiry reason = deadlineFirst ? Expiry.DEADLINE : Expiry.STEP;
    try {
      alarm = watchdog.schedule(() -> expire(reason, next), deadlineFirst ? left : timeout);
    } catch (RejectedExecutionException e) {
      expire(Expiry.CANCELLED, null);
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
   * The step now under way, or the one whose time was up: its alarm may come when the dialogue is a
   * step further.
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

  private void disarm() {
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
  }

  @Override
  public void close() {
    disarm();
    watchdog.stopped(this);
  }
}
