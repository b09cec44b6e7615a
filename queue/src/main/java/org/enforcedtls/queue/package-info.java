/**
 * Floor 5 of the queue. The front door: a queue in front of delivery that loses nothing, tries
 * again, holds what may not leave, and tells senders in the end.
 *
 * <pre>{@code
 * try (DeliveryQueue queue = DeliveryQueue.inDirectory(Path.of("spool")).open();
 *     QueueWorker worker = queue.worker(client).start()) {
 *   queue.enqueue(QueueSubmission.of(envelope, content));
 * }
 * }</pre>
 */
@NullMarked
package org.enforcedtls.queue;

import org.jspecify.annotations.NullMarked;
