/**
 * Floor 1 of the queue. What goes into the queue and what can be seen of it, as values: no store
 * and no network.
 */
@NullMarked
package org.enforcedtls.queue.entry;

import org.jspecify.annotations.NullMarked;
