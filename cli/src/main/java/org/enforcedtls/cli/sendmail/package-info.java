/**
 * A message as programs have handed it to {@code sendmail} for forty years, made into one that may
 * be queued.
 *
 * <ol>
 *   <li>{@link org.enforcedtls.cli.sendmail.LoneDotInput} ends standard input at a line with
 *       nothing but a dot, unless the caller said {@code -i}.
 *   <li>{@link org.enforcedtls.cli.sendmail.LocalHeader} finds the fields of the header section and
 *       where the body begins (RFC 5322 §2.2).
 *   <li>{@link org.enforcedtls.cli.sendmail.AddressList} reads the addresses in them (RFC 5322
 *       §3.4).
 *   <li>{@link org.enforcedtls.cli.sendmail.LocalMessage} says who shall get it, takes out what
 *       nobody may see, and adds the fields that a message must have.
 * </ol>
 *
 * <p>A recipient is never guessed at: what is not understood refuses the message as a whole, so
 * that nobody is left out without a word.
 */
@NullMarked
package org.enforcedtls.cli.sendmail;

import org.jspecify.annotations.NullMarked;
