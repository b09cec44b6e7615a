/**
 * Floor 3. What a recipient domain demands of the host that gets its mail, and where that demand
 * comes from.
 *
 * <ol>
 *   <li>A {@link org.enforcedtls.policy.PolicySource} is asked for the recipient domain as written
 *       in the address, never for an MX host or the target of a CNAME. It answers with policies,
 *       with an authoritative "none", or that it cannot tell, which holds the mail.
 *   <li>Sources are joined: all that is found must hold. No source can weaken what another demands.
 *   <li>{@link org.enforcedtls.policy.EffectivePolicy} settles what counts at this moment: policies
 *       that are enforced, policies that are only observed, and the default where nothing is
 *       enforced.
 *   <li>For each MX host the effective policy says whether it may be dialled, what authenticates
 *       its name, and what its certificate and channel must meet.
 * </ol>
 */
@NullMarked
package org.enforcedtls.policy;

import org.jspecify.annotations.NullMarked;
