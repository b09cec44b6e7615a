/**
 * Floor 3. Sends reports to those who ask for them (RFC 8460 §5).
 *
 * <ol>
 *   <li>A day is over at midnight of UTC. Its reports are due some hours later, at a time that
 *       differs from domain to domain, and is the same on every node: not all senders of the world
 *       report to a domain at once.
 *   <li>{@link org.enforcedtls.reporting.sending.ReportSender} claims each report that is due,
 *       looks up who wants it, builds it and gives it to each of them: over HTTPS by the client's
 *       own means, or as a mail to a {@link org.enforcedtls.reporting.sending.ReportMailer}.
 *   <li>Whoever could not be reached is tried again each hour for a day; then the report is given
 *       up.
 * </ol>
 */
@NullMarked
package org.enforcedtls.reporting.sending;

import org.jspecify.annotations.NullMarked;
