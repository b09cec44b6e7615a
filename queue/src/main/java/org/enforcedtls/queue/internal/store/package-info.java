/**
 * Floor 3 of the queue. The store: one file of SQLite, or PostgreSQL for several nodes.
 *
 * <ol>
 *   <li>A message has its content in chunks, and a row for each recipient. A recipient that may be
 *       tried has a time when it is due; one without is not looked at.
 *   <li>What is enqueued leaves a note for each domain. Workers collect the notes into the rows of
 *       the destinations, so that callers never wait for each other's transactions.
 *   <li>A destination says when its next recipient is due. The choice of the next destination and
 *       of a batch of its recipients are index look-ups each, however much is queued.
 *   <li>A claim is a batch and a lease. Its results count only while it stands.
 * </ol>
 *
 * <p>Instants are milliseconds since 1970.
 */
@NullMarked
package org.enforcedtls.queue.internal.store;

import org.jspecify.annotations.NullMarked;
