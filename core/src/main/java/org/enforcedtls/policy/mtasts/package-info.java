/**
 * Floor 3. MTA-STS (RFC 8461): what a recipient domain demands of the hosts that get its mail, said
 * by the domain itself over HTTPS, and remembered.
 *
 * <ol>
 *   <li>{@code StsAnnouncement} reads the TXT records of the policy domain: whether there is a
 *       policy, and its id (RFC 8461 §3.1).
 *   <li>{@link org.enforcedtls.policy.mtasts.StsPolicy} is what the policy says (RFC 8461 §3.2).
 * </ol>
 */
@NullMarked
package org.enforcedtls.policy.mtasts;

import org.jspecify.annotations.NullMarked;
