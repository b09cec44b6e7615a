/**
 * Floor 0. Ground for the rest of it: text that somebody else wrote, on its way into a log line, an
 * error message or a report, and white space as the grammars of mail have it. No octet of foreign
 * text may move a cursor, end a line, or reverse what a person reads.
 */
@NullMarked
package org.enforcedtls.internal.text;

import org.jspecify.annotations.NullMarked;
