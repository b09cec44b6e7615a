/**
 * Floor 6. From a recipient domain to the addresses that may be dialled.
 *
 * <ol>
 *   <li>{@link org.enforcedtls.internal.route.RouteFinder} asks for the MX hosts (RFC 5321 §5.1),
 *       or takes those that a policy lists, in order of preference, equals shuffled.
 *   <li>Hosts that no policy admits stay in the route as refused, so that the report can say so.
 *   <li>{@link org.enforcedtls.internal.route.AddressFinder} looks a host's addresses up, drops
 *       those that point inwards or that the policy does not admit, and caps the rest.
 *   <li>{@link org.enforcedtls.internal.route.DaneFinder} finds what DANE says of a host that is in
 *       a signed zone (RFC 7672 §2.2).
 * </ol>
 *
 * <p>The DNS is not trusted here, but where it is signed: it may be forged, and all that it can
 * achieve is that a host is dialled whose certificate then fails.
 */
@NullMarked
package org.enforcedtls.internal.route;

import org.jspecify.annotations.NullMarked;
