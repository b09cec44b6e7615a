/**
 * Floor 3. MTA-STS (RFC 8461): what a recipient domain demands of the hosts that get its mail, said
 * by the domain itself over HTTPS, and remembered.
 *
 * <ol>
 *   <li>{@code StsAnnouncement} reads the TXT records of the policy domain: whether there is a
 *       policy, and its id (RFC 8461 §3.1).
 *   <li>A {@link org.enforcedtls.policy.mtasts.PolicyFetcher} brings the policy from the policy
 *       host. It is a seam: this package knows no socket and no certificate (RFC 8461 §3.3).
 *   <li>{@link org.enforcedtls.policy.mtasts.StsPolicy} is what the policy says (RFC 8461 §3.2).
 *   <li>A {@link org.enforcedtls.policy.mtasts.PolicyCache} remembers it until it expires, in a
 *       directory or, weaker, in memory. Who can block the fetch can make us forget nothing.
 *   <li>{@code PolicyLookup} is the one place that decides what counts, out of all of these.
 *   <li>{@link org.enforcedtls.policy.mtasts.MtaStsSource} lets its answers stand for some minutes,
 *       and refreshes what is remembered before it expires.
 * </ol>
 */
@NullMarked
package org.enforcedtls.policy.mtasts;

import org.jspecify.annotations.NullMarked;
