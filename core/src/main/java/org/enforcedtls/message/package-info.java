/**
 * Floor 1. What is to be sent: the envelope (RFC 5321 §2.3.1) and the octets of the content, and
 * what the two need of a host.
 *
 * <ol>
 *   <li>An {@link org.enforcedtls.message.Envelope} holds the reverse path, the recipients, and the
 *       wishes for delivery status notifications (RFC 3461 §4) and about TLS (RFC 8689).
 *   <li>A {@link org.enforcedtls.message.MailContent} can be opened as often as there are attempts;
 *       nothing here holds a message in memory.
 *   <li>A {@link org.enforcedtls.message.ContentSurvey} is one pass over the content before any
 *       host is dialled: how many octets will leave, whether 8BITMIME or SMTPUTF8 is needed, and
 *       whether the content may leave at all.
 *   <li>{@link org.enforcedtls.message.CanonicalOctets} turns every line end into CRLF, so that no
 *       bare CR or LF leaves this host (RFC 5321 §2.3.8).
 * </ol>
 */
@NullMarked
package org.enforcedtls.message;

import org.jspecify.annotations.NullMarked;
