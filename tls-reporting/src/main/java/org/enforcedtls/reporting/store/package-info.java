/**
 * Floor 2. Keeps counts until they are reported, and says which node reports them: two tables, in
 * one file of SQLite for the processes of one host, or in PostgreSQL for several hosts.
 *
 * <ol>
 *   <li>Counts of the same kind of session are one row, which grows. A commit is on the disk when
 *       {@link org.enforcedtls.reporting.store.ReportStore#add} returns.
 *   <li>A report that is due is claimed by one node, for a time: if that node dies another one
 *       takes over, with the same report id, and asks nobody twice who has the report.
 *   <li>When a report has come to its end its counts go, and the mark that it did stays for a week.
 * </ol>
 */
@NullMarked
package org.enforcedtls.reporting.store;

import org.jspecify.annotations.NullMarked;
