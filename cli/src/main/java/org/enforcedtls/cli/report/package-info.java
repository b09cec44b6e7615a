/**
 * The readable forms of a check: pure functions from what was found to octets.
 *
 * <ol>
 *   <li>{@link org.enforcedtls.cli.report.CheckPage} is a page for a security officer, who wants
 *       the answer in a minute, and for an engineer, who wants everything: the answer and a line
 *       for each partner, failures first; when certificates expire; and each partner with the way
 *       to it, the findings and the attempts.
 *   <li>{@link org.enforcedtls.cli.report.JUnitReport} is XML as CI servers read it: a suite for
 *       each domain, a case for each host and each address.
 * </ol>
 *
 * <p>"Now" is when the last domain was looked at, so that the same results always make the same
 * octets.
 */
@NullMarked
package org.enforcedtls.cli.report;

import org.jspecify.annotations.NullMarked;
