/**
 * Floor 3. What the DNS of an MX host says about its certificate: DANE for SMTP (RFC 7672).
 *
 * <p>DANE belongs to the MX host and not to the recipient domain, so it is no {@link
 * org.enforcedtls.policy.PolicySource}: it is asked inside the loop over MX hosts, and its answer
 * joins the policies of the domain.
 *
 * <ol>
 *   <li>Only where the MX records are secure (RFC 7672 §2.2.1), and the host is in a signed zone,
 *       which its addresses or its CNAME record show (RFC 7672 §2.2.2), is anything looked up.
 *   <li>The TLSA base domain is what the name of the host is a CNAME of, if that is secure and has
 *       TLSA records; else the name itself (RFC 7672 §2.1.3, RFC 7672 §2.2.2).
 *   <li>{@link org.enforcedtls.policy.dane.HostDane} says what was found. Records that count
 *       authenticate the host in place of MTA-STS and of the default policy, and beside a partner
 *       row. Where nobody could tell, the host is left alone: who can drop packets must not be able
 *       to turn DANE off (RFC 7672 §2.1.1).
 * </ol>
 */
@NullMarked
package org.enforcedtls.policy.dane;

import org.jspecify.annotations.NullMarked;
