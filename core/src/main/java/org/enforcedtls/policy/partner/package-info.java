/**
 * Floor 3. The partner table: our own rows about recipient domains, the regulator's register of
 * partners.
 *
 * <ol>
 *   <li>A {@link org.enforcedtls.policy.partner.PartnerRow} is a policy for one domain, and for the
 *       domains below it if it says so.
 *   <li>A {@link org.enforcedtls.policy.partner.PartnerTable} answers with the row of the domain
 *       itself, else of the nearest domain above that covers subdomains.
 * </ol>
 */
@NullMarked
package org.enforcedtls.policy.partner;

import org.jspecify.annotations.NullMarked;
