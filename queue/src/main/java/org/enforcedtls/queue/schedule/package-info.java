/**
 * Floor 0 of the queue. When a queued message is tried again, and when it is given up: functions of
 * what is known of the message and of the time, without clock, thread or store.
 *
 * <ol>
 *   <li>A message that failed for now is tried again after a few minutes: most trouble is short.
 *   <li>Then ever more rarely, down to once in 4 h (RFC 5321 §4.5.4.1), so that a host that is down
 *       for days costs little.
 *   <li>At the end of its lifetime it is tried for the last time and then given up.
 * </ol>
 */
@NullMarked
package org.enforcedtls.queue.schedule;

import org.jspecify.annotations.NullMarked;
