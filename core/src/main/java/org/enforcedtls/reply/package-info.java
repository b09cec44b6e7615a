/**
 * Floor 0. What an SMTP host answers: the reply of three digits and lines of text (RFC 5321 §4.2),
 * and the enhanced status code that may open the text (RFC 3463, RFC 2034).
 *
 * <p>These are values only. What a reply means for a recipient is decided in one place, the failure
 * classifier of the delivery package.
 */
@NullMarked
package org.enforcedtls.reply;

import org.jspecify.annotations.NullMarked;
