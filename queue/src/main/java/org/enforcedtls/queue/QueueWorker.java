package org.enforcedtls.queue;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import org.enforcedtls.queue.entry.QueueStoreException;
import org.enforcedtls.queue.internal.worker.Shift;

/**
 * Sends what is queued: claims, delivers, writes down what came of it, tries again, holds, gives
 * up, and tells senders. Safe for use by several threads at once.
 *
 * <p>Whatever the store does, it goes on: it asks again until the store answers. An outcome that is
 * known and cannot be written yet is kept and written then.
 */
public final class QueueWorker implements AutoCloseable {
  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(30);

  private final Shift shift;
  private final WorkerLock lock;

  QueueWorker(Shift shift, WorkerLock lock) {
    this.shift = shift;
    this.lock = lock;
  }

  void start() {
    shift.start();
  }

  /**
   * Does all that is due now, on the caller's thread. Blocking.
   *
   * @throws QueueStoreException if the store failed
   * @throws IOException if a notice could not be handed over
   */
  public void doAllThatIsDue() throws IOException {
    shift.doAllThatIsDue();
  }

  /**
   * Looks now whether what is demanded of a domain that is down has changed, and has its mail tried
   * at once if so. A worker that is started looks every 10 s. Blocking; without {@link
   * QueueWorkerBuilder#followPolicies} it does nothing.
   *
   * @throws QueueStoreException if the store failed
   */
  public void followPolicies() throws QueueStoreException {
    shift.followPoliciesNow();
  }

  /**
   * Has all that waits since a check of its hosts failed tried at once, such as after the approved
   * CAs of the client have changed; a change of policies is followed by {@link
   * QueueWorkerBuilder#followPolicies}. A domain that is down is probed with one message first.
   * Blocking.
   *
   * @return how many recipients
   * @throws QueueStoreException if the store failed
   */
  public int retryHeld() throws QueueStoreException {
    return shift.retryHeld();
  }

  /**
   * Takes no more work, and waits for what is under way. What has not ended by then is cancelled
   * and handed back to the queue as if it had not been tried; what cannot be cancelled at once,
   * such as a dial, is taken over once its lease is over. Blocking.
   *
   * @param patience 0 or more
   */
  public void stop(Duration patience) {
    shift.stop(requireNonNull(patience, "patience"));
    lock.close();
  }

  /** Stops as {@link #stop} does, with a patience of 30 s. */
  @Override
  public void close() {
    stop(DEFAULT_PATIENCE);
  }
}
