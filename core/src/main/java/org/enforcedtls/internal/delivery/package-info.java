/**
 * Floor 8. All attempts for a message, and what they mean.
 *
 * <ol>
 *   <li>{@link org.enforcedtls.internal.delivery.Delivery} groups the recipients by domain; one
 *       domain's trouble never spoils another.
 *   <li>{@link org.enforcedtls.internal.delivery.DomainDelivery} settles policy and route, and goes
 *       through the MX hosts in order (RFC 5321 §5.1) until every recipient has an outcome.
 *   <li>{@link org.enforcedtls.internal.delivery.HostAttempt} dials one address and holds one
 *       dialogue.
 *   <li>{@link org.enforcedtls.internal.delivery.FailureClassifier} is the one place that says what
 *       a reply or an exception means.
 *   <li>{@link org.enforcedtls.internal.delivery.Ledger} keeps what is known of each recipient, and
 *       concludes.
 * </ol>
 */
@NullMarked
package org.enforcedtls.internal.delivery;

import org.jspecify.annotations.NullMarked;
