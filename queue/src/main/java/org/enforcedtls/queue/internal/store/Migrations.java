package org.enforcedtls.queue.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/**
 * Brings the schema to the version that this library knows. Migrations are resource files, so that
 * an administrator can run them beforehand: then the queue's own user needs no right to create.
 */
final class Migrations {
  /** In their order; the first makes version 1. */
  private static final List<String> FILES =
      List.of("V1__queue.sql", "V2__findings.sql", "V3__tls_wish.sql");

  /** "etqueue" as octets: a lock of PostgreSQL that nobody else is likely to use. */
  private static final long LOCK = 0x65747175657565L;

  private final Sql sql;
  private final List<String> files;

  private Migrations(Sql sql, List<String> files) {
    this.sql = sql;
    this.files = files;
  }

  /**
   * Creates, updates or checks the schema, in the transaction of the connection.
   *
   * @throws SQLException also if the schema is newer than this library
   */
  static void run(Sql sql) throws SQLException {
    new Migrations(sql, FILES).run();
  }

  /** As if this library knew other versions. */
  static void run(Sql sql, List<String> files) throws SQLException {
    new Migrations(sql, files).run();
  }

  private void run() throws SQLException {
    if (sql.dialect() == Dialect.POSTGRESQL) {
      // Nodes that start at once must not both create, and IF NOT EXISTS alone lets them try.
      sql.rows("SELECT pg_advisory_xact_lock(?)", row -> "", LOCK);
    }
    sql.update("CREATE TABLE IF NOT EXISTS queue_schema (version integer NOT NULL)");
    int found = (int) sql.number("SELECT MAX(version) FROM queue_schema");
    if (found > files.size()) {
      throw new SQLException(
          "the schema of the queue has version "
              + found
              + ", this library knows "
              + files.size()
              + ": use the version of the library that made it, or a newer one");
    }
    for (int version = found + 1; version <= files.size(); version++) {
      for (String statement : statements(files.get(version - 1))) {
        try (Statement create = sql.connection().createStatement()) {
          create.execute(statement);
        }
      }
      sql.update("INSERT INTO queue_schema (version) VALUES (?)", version);
    }
  }

  private List<String> statements(String file) {
    String resource = sql.dialect().folder() + "/" + file;
    try (InputStream in = Migrations.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the library lacks its resource " + resource);
      }
      String text = new String(in.readAllBytes(), UTF_8);
      return Arrays.stream(text.split(";\n")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the library's resource " + resource, e);
    }
  }
}
