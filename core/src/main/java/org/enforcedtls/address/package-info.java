/**
 * Floor 0. Names in mail: domains, and the paths of an envelope.
 *
 * <ol>
 *   <li>A {@link org.enforcedtls.address.Domain} is held as A-labels in lower case without trailing
 *       dot, so that two spellings of one domain are equal (RFC 5890 §2.3.2.1).
 *   <li>A {@link org.enforcedtls.address.Mailbox} is a local part, kept as written, at a domain
 *       (RFC 5321 §4.1.2).
 *   <li>A {@link org.enforcedtls.address.ReversePath} is a mailbox or the null reverse path (RFC
 *       5321 §4.5.5). A forward path is always a mailbox.
 * </ol>
 *
 * <p>Every text that a caller hands in is checked here, once, so that no later package can write an
 * octet into a command that would end it.
 */
@NullMarked
package org.enforcedtls.address;

import org.jspecify.annotations.NullMarked;
