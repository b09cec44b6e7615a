/**
 * Floor 5. Whether mail to a domain would leave, found out before there is any.
 *
 * <p>A preflight is a delivery without MAIL: the same policies, look-ups, dialogue and checks, at
 * every address of every MX host instead of until one will do, and with every finding instead of
 * the first.
 *
 * <ol>
 *   <li>{@link org.enforcedtls.preflight.Preflight} is what was seen: the decision about the domain
 *       and an attempt for each address.
 *   <li>{@link org.enforcedtls.preflight.ReadinessRules} read that, without a network: what stops
 *       mail now, what differs from what is registered, and what will hurt soon.
 *   <li>A {@link org.enforcedtls.preflight.Readiness} holds the {@linkplain
 *       org.enforcedtls.preflight.Finding findings}, each with what was expected and found, the
 *       remedy, and the party to call.
 * </ol>
 */
@NullMarked
package org.enforcedtls.preflight;

import org.jspecify.annotations.NullMarked;
