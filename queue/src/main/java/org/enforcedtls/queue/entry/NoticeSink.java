package org.enforcedtls.queue.entry;

import java.io.IOException;

/**
 * Takes what senders are to be told: writes the notice and enqueues it, or tells an application.
 *
 * <p>A notice is handed over until the sink has returned from it once. After a crash the same one
 * can come again, with the same key. An implementation must be safe for use by several threads at
 * once, and may block.
 */
@FunctionalInterface
public interface NoticeSink {
  /**
   * Takes a notice.
   *
   * @param notice what to tell
   * @throws IOException if it could not be passed on; it is handed over again later
   */
  void accept(QueueNotice notice) throws IOException;
}
