package org.enforcedtls.reporting.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.enforcedtls.address.Domain;
import org.enforcedtls.reporting.count.CountedSession;
import org.enforcedtls.reporting.report.TlsReportWriter;

/** The rows of what is counted. */
final class CountRows {
  private static final TlsReportWriter WRITER = new TlsReportWriter();

  private CountRows() {}

  /** A row as it is read back. */
  record Row(String results, long sessions) {}

  /** In one order for all nodes, so that two of them never wait for each other's rows. */
  static Void add(Connection connection, Map<CountedSession, Long> counts) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    counts.forEach((session, sessions) -> rows.add(row(session, sessions)));
    rows.sort(
        Comparator.comparing((Object[] row) -> (String) row[0])
            .thenComparing(row -> (Long) row[1])
            .thenComparing(row -> (String) row[2]));
    Statements.updateEach(
        connection,
        """
        INSERT INTO tls_report_count (domain, day, digest, results, sessions)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (domain, day, digest)
        DO UPDATE SET sessions = tls_report_count.sessions + excluded.sessions
        """,
        rows);
    return null;
  }

  private static Object[] row(CountedSession session, long sessions) {
    String results = WRITER.json(session.results());
    return new Object[] {
      session.domain().aLabels(), session.day().toEpochDay(), digest(results), results, sessions
    };
  }

  private static String digest(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  static List<Row> of(Connection connection, ReportDay about) throws SQLException {
    return Statements.rows(
        connection,
        "SELECT results, sessions FROM tls_report_count WHERE domain = ? AND day = ?"
            + " ORDER BY digest",
        row -> new Row(row.getString("results"), row.getLong("sessions")),
        about.domain().aLabels(),
        about.day().toEpochDay());
  }

  /** Those of days that are over, whose report nobody sends now and that has not ended. */
  static List<ReportDay> unreported(Connection connection, LocalDate before, Instant now)
      throws SQLException {
    return Statements.rows(
        connection,
        """
        SELECT DISTINCT c.domain, c.day FROM tls_report_count c
        WHERE c.day < ? AND NOT EXISTS (
          SELECT 1 FROM tls_report r WHERE r.domain = c.domain AND r.day = c.day
          AND (r.ending IS NOT NULL OR r.next_at > ?))
        ORDER BY c.day, c.domain
        """,
        row ->
            new ReportDay(
                Domain.of(row.getString("domain")), LocalDate.ofEpochDay(row.getLong("day"))),
        before.toEpochDay(),
        now.toEpochMilli());
  }

  static void delete(Connection connection, ReportDay about) throws SQLException {
    Statements.update(
        connection,
        "DELETE FROM tls_report_count WHERE domain = ? AND day = ?",
        about.domain().aLabels(),
        about.day().toEpochDay());
  }

  static int deleteBefore(Connection connection, LocalDate day) throws SQLException {
    return Statements.update(
        connection, "DELETE FROM tls_report_count WHERE day < ?", day.toEpochDay());
  }
}
