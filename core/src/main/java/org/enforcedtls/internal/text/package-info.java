/**
 * Floor 0. Ground for the rest of it: text that somebody else wrote, on its way into a log line, an
 * error message or a report. No octet of it may move a cursor, end a line, or reverse what a person
 * reads.
 */
@NullMarked
package org.enforcedtls.internal.text;

import org.jspecify.annotations.NullMarked;
