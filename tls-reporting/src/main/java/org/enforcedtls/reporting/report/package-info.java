/**
 * Floor 0. What a TLS report says (RFC 8460 §4), whoever wrote it: how many sessions with the MX
 * hosts of a domain were secured under its policy in a day, and how the others failed.
 *
 * <ol>
 *   <li>{@link org.enforcedtls.reporting.report.TlsReport} is a report as a value.
 *   <li>{@link org.enforcedtls.reporting.report.TlsReportReader} reads one that somebody sent,
 *       compressed or not, within limits on its size.
 *   <li>{@link org.enforcedtls.reporting.report.TlsReportWriter} writes one as JSON.
 *   <li>{@link org.enforcedtls.reporting.report.ReportingRecord} says where a domain wants its
 *       reports (RFC 8460 §3).
 * </ol>
 *
 * <p>A report from elsewhere is foreign text: nobody vouches for it.
 */
@NullMarked
package org.enforcedtls.reporting.report;

import org.jspecify.annotations.NullMarked;
