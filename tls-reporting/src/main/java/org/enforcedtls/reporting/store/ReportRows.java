package org.enforcedtls.reporting.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rows of reports that somebody has begun to send. */
final class ReportRows {
  private ReportRows() {}

  /**
   * Takes a report, if nobody else has: of two nodes one finds the row changed, and gets nothing.
   */
  static Optional<ReportClaim> claim(
      Connection connection, ReportDay about, String reportId, Instant now, Instant until)
      throws SQLException {
    String domain = about.domain().aLabels();
    long day = about.day().toEpochDay();
    Statements.update(
        connection,
        """
        INSERT INTO tls_report (domain, day, report_id, tries, first_tried_at, next_at, taken)
        VALUES (?, ?, ?, 0, ?, ?, '') ON CONFLICT (domain, day) DO NOTHING
        """,
        domain,
        day,
        reportId,
        now.toEpochMilli(),
        now.toEpochMilli());
    int claimed =
        Statements.update(
            connection,
            """
            UPDATE tls_report SET tries = tries + 1, next_at = ?
            WHERE domain = ? AND day = ? AND ending IS NULL AND next_at <= ?
            """,
            until.toEpochMilli(),
            domain,
            day,
            now.toEpochMilli());
    return claimed == 0 ? Optional.empty() : Optional.of(read(connection, about));
  }

  private static ReportClaim read(Connection connection, ReportDay about) throws SQLException {
    return Statements.rows(
            connection,
            "SELECT report_id, tries, first_tried_at, taken FROM tls_report"
                + " WHERE domain = ? AND day = ?",
            row ->
                new ReportClaim(
                    about,
                    row.getString("report_id"),
                    row.getInt("tries"),
                    Instant.ofEpochMilli(row.getLong("first_tried_at")),
                    lines(row.getString("taken"))),
            about.domain().aLabels(),
            about.day().toEpochDay())
        .get(0);
  }

  private static Set<String> lines(String text) {
    return text.lines().collect(Collectors.toUnmodifiableSet());
  }

  /** Notes who has the report. It counts whoever has the claim by now: the report is there. */
  static void taken(Connection connection, ReportClaim claim, String destination)
      throws SQLException {
    Statements.update(
        connection,
        "UPDATE tls_report SET taken = taken || ? WHERE domain = ? AND day = ?",
        destination + "\n",
        claim.about().domain().aLabels(),
        claim.about().day().toEpochDay());
  }

  /** False if another node has taken over meanwhile. */
  static boolean retryAt(Connection connection, ReportClaim claim, Instant next)
      throws SQLException {
    return 1
        == Statements.update(
            connection,
            "UPDATE tls_report SET next_at = ? WHERE domain = ? AND day = ? AND tries = ?",
            next.toEpochMilli(),
            claim.about().domain().aLabels(),
            claim.about().day().toEpochDay(),
            claim.tries());
  }

  /** False if another node has taken over meanwhile. */
  static boolean end(Connection connection, ReportClaim claim, ReportEnding ending)
      throws SQLException {
    return 1
        == Statements.update(
            connection,
            "UPDATE tls_report SET ending = ? WHERE domain = ? AND day = ? AND tries = ?",
            ending.configName(),
            claim.about().domain().aLabels(),
            claim.about().day().toEpochDay(),
            claim.tries());
  }

  static void deleteBefore(Connection connection, LocalDate day) throws SQLException {
    Statements.update(connection, "DELETE FROM tls_report WHERE day < ?", day.toEpochDay());
  }
}
