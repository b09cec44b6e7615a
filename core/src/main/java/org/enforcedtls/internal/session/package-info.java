/**
 * Floor 7. One dialogue on one connection.
 *
 * <ol>
 *   <li>Greeting, EHLO, STARTTLS (RFC 3207 §4), with nothing read in clear beyond the reply to it.
 *   <li>{@link org.enforcedtls.internal.session.TlsGate}: handshake and every check of certificate,
 *       protocol and cipher suite. What fails here ends the connection, with nothing more sent on
 *       it.
 *   <li>EHLO again: what was said in clear is forgotten (RFC 3207 §4.2).
 *   <li>{@link org.enforcedtls.internal.session.Transaction}: MAIL, RCPT, DATA in one group where
 *       the host offers PIPELINING (RFC 2920 §3.1), the content, and the reply to its end. Where it
 *       offers CHUNKING (RFC 3030 §2) too, small content is part of that group.
 *   <li>QUIT.
 * </ol>
 *
 * <p>There is no way from the first step to the fourth but through the second: {@link
 * org.enforcedtls.internal.session.SmtpSession} comes only out of an {@link
 * org.enforcedtls.internal.session.Opening}. What replies mean for recipients is not decided here.
 */
@NullMarked
package org.enforcedtls.internal.session;

import org.jspecify.annotations.NullMarked;
