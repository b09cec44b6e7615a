package org.enforcedtls.queue.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Statements on one connection, each prepared once. It neither begins nor ends a transaction, and
 * does not close the connection. For one thread.
 */
public final class Sql implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sql.class);

  private final Connection connection;
  private final Dialect dialect;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  /** Runs a statement whose values are set. */
  private interface Run<T> {
    T run(PreparedStatement statement) throws SQLException;
  }

  /** Reads one row. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * Statements on a connection.
   *
   * @param connection stays open
   * @param dialect what the other end speaks
   */
  public Sql(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  Connection connection() {
    return connection;
  }

  Dialect dialect() {
    return dialect;
  }

  /** One that failed is prepared anew: SQLite's driver may have closed it without a word. */
  private <T> T run(String text, Run<T> run) throws SQLException {
    PreparedStatement statement = prepared.get(text);
    if (statement == null) {
      statement = connection.prepareStatement(text);
      prepared.put(text, statement);
    }
    boolean hasRun = false;
    try {
      T result = run.run(statement);
      hasRun = true;
      return result;
    } finally {
      if (!hasRun) {
        prepared.remove(text);
        discard(statement);
      }
    }
  }

  private static void discard(PreparedStatement statement) {
    try {
      statement.close();
    } catch (SQLException e) {
      LOG.debug("a statement that failed could not be closed", e);
    }
  }

  private static void set(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      statement.setObject(i + 1, value instanceof Instant instant ? instant.toEpochMilli() : value);
    }
  }

  /** Runs a statement; returns how many rows it concerned. */
  int update(String text, @Nullable Object... values) throws SQLException {
    return run(
        text,
        statement -> {
          set(statement, values);
          return statement.executeUpdate();
        });
  }

  /** Runs a statement once for each set of values; returns how many rows each concerned. */
  int[] updateEach(String text, List<@Nullable Object[]> all) throws SQLException {
    if (all.isEmpty()) {
      return new int[0];
    }
    return run(
        text,
        statement -> {
          for (@Nullable Object[] values : all) {
            set(statement, values);
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  /** Reads all rows, so few that they can be held in memory. */
  <T> List<T> rows(String text, Row<T> row, @Nullable Object... values) throws SQLException {
    return run(
        text,
        statement -> {
          set(statement, values);
          List<T> all = new ArrayList<>();
          try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
              all.add(row.read(found));
            }
          }
          return all;
        });
  }

  /** Reads the first row, if there is one. */
  <T> Optional<T> first(String text, Row<T> row, @Nullable Object... values) throws SQLException {
    return run(
        text,
        statement -> {
          set(statement, values);
          try (ResultSet found = statement.executeQuery()) {
            return found.next() ? Optional.of(row.read(found)) : Optional.empty();
          }
        });
  }

  /** Reads a number, such as a count. */
  long number(String text, @Nullable Object... values) throws SQLException {
    return first(text, row -> row.getLong(1), values).orElse(0L);
  }

  /** The instant in a column. */
  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : prepared.values()) {
      statement.close();
    }
    prepared.clear();
  }
}
