/**
 * When a queued message is tried again, when its sender hears of a delay, and when it is given up:
 * functions of what is known of the message and of the time, without clock, thread or store.
 *
 * <ol>
 *   <li>A message that failed for now is tried again after a few minutes: most trouble is short.
 *   <li>Then ever more rarely, down to once in 4 h (RFC 5321 §4.5.4.1), so that a host that is down
 *       for days costs little.
 *   <li>After 4 h without success the sender is told once, so that somebody can act: a certificate
 *       rarely heals itself.
 *   <li>At the end of its lifetime, 5 days unless the message or the policy of its recipient domain
 *       says otherwise, it is tried for the last time and then given up.
 * </ol>
 */
@NullMarked
package org.enforcedtls.queue.schedule;

import org.jspecify.annotations.NullMarked;
