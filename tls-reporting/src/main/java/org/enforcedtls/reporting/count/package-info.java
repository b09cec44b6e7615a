/**
 * Floor 1. Counts sessions for the reports that the owners of domains and MX hosts ask for (RFC
 * 8460 §4.2).
 *
 * <ol>
 *   <li>{@link org.enforcedtls.reporting.count.SessionCounter} listens to a client. It counts each
 *       new connection once under each policy that applies to it: as a success when the handshake
 *       is over and the published policy is met, else as a failure with all that was found. What
 *       comes later changes neither.
 *   <li>{@code ReportedCauses} says what a finding is in a report. What only our own rows, our own
 *       floor or our own trouble caused is in none.
 *   <li>A {@link org.enforcedtls.reporting.count.CountedSession} is one session without its time:
 *       those that are equal add up, in memory, and are written to a {@link
 *       org.enforcedtls.reporting.count.CountLog} by a thread of the counter's own, so that no
 *       delivery waits.
 *   <li>{@link org.enforcedtls.reporting.count.Totals} puts them together again, for a report.
 * </ol>
 */
@NullMarked
package org.enforcedtls.reporting.count;

import org.jspecify.annotations.NullMarked;
