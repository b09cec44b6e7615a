package org.enforcedtls.queue.entry;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The store of the queue failed. What the call would have done is not done, unless the connection
 * broke while the store was about to confirm it: an enqueue with an idempotency key can be repeated
 * in any case.
 */
public final class QueueStoreException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * A failure of the store.
   *
   * @param message what was expected and found
   * @param cause what the driver threw; null if nothing
   */
  public QueueStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
