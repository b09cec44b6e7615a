/**
 * Floor 4 of the queue. The work: claims, deliveries, and what becomes of their outcomes.
 *
 * <ol>
 *   <li>A worker thread claims a batch for one domain and delivers it on few connections.
 *   <li>Each outcome is judged at once: done, tried again later, held, told of. The judgement is a
 *       pure function.
 *   <li>One thread writes the results of all, many in one transaction. Nothing more is sent on a
 *       connection until the last acceptance is written, so that a crash forgets at most what was
 *       just being said.
 *   <li>Another renews the leases, and takes over what nodes that died have left.
 *   <li>A third ends what waited too long, and hands over notices.
 * </ol>
 *
 * <p>Whatever the store does, they wait a little and go on.
 */
@NullMarked
package org.enforcedtls.queue.internal.worker;

import org.jspecify.annotations.NullMarked;
