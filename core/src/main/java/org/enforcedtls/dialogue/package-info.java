/**
 * Floor 0. The steps of an SMTP dialogue, in their order, and how long each of them may take (RFC
 * 5321 §4.5.3.2).
 *
 * <p>A step names where a dialogue stood when it failed; the same word is what an operator writes
 * to change its time-out.
 */
@NullMarked
package org.enforcedtls.dialogue;

import org.jspecify.annotations.NullMarked;
