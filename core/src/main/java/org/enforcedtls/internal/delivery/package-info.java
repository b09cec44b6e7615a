/**
 * Floor 8. All attempts for a message, and what they mean.
 *
 * <ol>
 *   <li>{@link org.enforcedtls.internal.delivery.Delivery} makes a posting of each message and
 *       recipient domain, and groups them by {@link org.enforcedtls.internal.delivery.Heading}: the
 *       domain, and what senders wish of its hosts; one domain's trouble never spoils another. With
 *       an executor the headings, and the lanes of a large one, go {@link
 *       org.enforcedtls.internal.delivery.SideBySide}.
 *   <li>{@link org.enforcedtls.internal.delivery.DomainDelivery} settles policy and route, and goes
 *       through the MX hosts in order (RFC 5321 §5.1) until every recipient has an outcome.
 *   <li>{@link org.enforcedtls.internal.delivery.HostAttempt} finds a place at one address in the
 *       {@link org.enforcedtls.internal.delivery.ConnectionPool}, and there a session that rests,
 *       or makes one.
 *   <li>{@link org.enforcedtls.internal.delivery.Transactions} sends one message after the other in
 *       that session.
 *   <li>{@link org.enforcedtls.internal.delivery.FailureClassifier} is the one place that says what
 *       a reply or an exception means.
 *   <li>{@link org.enforcedtls.internal.delivery.Ledger} keeps what is known of each recipient, and
 *       concludes.
 * </ol>
 */
@NullMarked
package org.enforcedtls.internal.delivery;

import org.jspecify.annotations.NullMarked;
