package org.enforcedtls.reporting.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The tables, in words that both stores understand. Days are days since 1970, instants ms. */
final class Schema {
  /** "ettlsrp" as octets: a lock of PostgreSQL that nobody else is likely to use. */
  private static final long LOCK = 0x6574746C737270L;

  private static final int VERSION = 1;

  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS tls_report_schema (version INTEGER NOT NULL)
          """,
          """
          CREATE TABLE IF NOT EXISTS tls_report_count (
            domain TEXT NOT NULL,
            day BIGINT NOT NULL,
            -- SHA-256 of the results.
            digest TEXT NOT NULL,
            -- Of one session, as JSON.
            results TEXT NOT NULL,
            sessions BIGINT NOT NULL,
            PRIMARY KEY (domain, day, digest)
          )
          """,
          """
          CREATE TABLE IF NOT EXISTS tls_report (
            domain TEXT NOT NULL,
            day BIGINT NOT NULL,
            report_id TEXT NOT NULL,
            tries BIGINT NOT NULL,
            first_tried_at BIGINT NOT NULL,
            -- Nobody may claim it before: it is being sent, or waits for the next try.
            next_at BIGINT NOT NULL,
            -- Who has it already, a URI a line.
            taken TEXT NOT NULL,
            ending TEXT,
            PRIMARY KEY (domain, day)
          )
          """);

  private Schema() {}

  /** Makes the tables, or checks them. */
  static Void make(Connection connection) throws SQLException {
    if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
      // Nodes that start at once must not both create, and IF NOT EXISTS alone lets them try.
      Statements.rows(connection, "SELECT pg_advisory_xact_lock(?)", row -> "", LOCK);
    }
    for (String table : TABLES) {
      Statements.update(connection, table);
    }
    List<Integer> versions =
        Statements.rows(
            connection, "SELECT version FROM tls_report_schema", row -> row.getInt("version"));
    if (versions.isEmpty()) {
      Statements.update(connection, "INSERT INTO tls_report_schema (version) VALUES (?)", VERSION);
    } else if (versions.get(0) > VERSION) {
      throw new SQLException(
          "the tables have version "
              + versions.get(0)
              + ", this library knows "
              + VERSION
              + ": use the version of the library that made them, or a newer one");
    }
    return null;
  }
}
