/**
 * Jakarta Mail over enforced TLS: a session whose every transport delivers through an {@link
 * org.enforcedtls.EnforcedTlsClient}.
 *
 * <pre>{@code
 * Session session = EnforcedTlsSessions.enforce(client, properties);
 * Transport.send(new MimeMessage(session, eml)); // goes by the session of the message
 * }</pre>
 *
 * <ol>
 *   <li>{@link org.enforcedtls.jakartamail.EnforcedTlsSessions} sets every property that a caller
 *       may choose a transport by, leaves the transports of Angus Mail without sockets, and refuses
 *       a session in which some way leads elsewhere. A message made with another session is out of
 *       its reach: {@code verify} tells.
 *   <li>{@link org.enforcedtls.jakartamail.EnforcedTlsTransport} takes the envelope from the
 *       addresses it is called with, never from header fields, and writes the message without Bcc.
 *       One header field has a say: {@code TLS-Required: No} (RFC 8689 §3).
 *   <li>{@link org.enforcedtls.jakartamail.EnforcedTlsSendFailedException} carries the outcome of
 *       each recipient. Those in doubt stand in none of the arrays of Jakarta Mail.
 * </ol>
 */
@NullMarked
package org.enforcedtls.jakartamail;

import org.jspecify.annotations.NullMarked;
