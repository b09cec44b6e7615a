package org.enforcedtls.reporting.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The statements of a transaction. */
final class Statements {
  private Statements() {}

  /** Reads one row. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Returns how many rows it concerned. */
  static int update(Connection connection, String text, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      set(statement, values);
      return statement.executeUpdate();
    }
  }

  static void updateEach(Connection connection, String text, List<Object[]> all)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      for (Object[] values : all) {
        set(statement, values);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  static <T> List<T> rows(Connection connection, String text, Row<T> row, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      set(statement, values);
      List<T> rows = new ArrayList<>();
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          rows.add(row.read(found));
        }
      }
      return rows;
    }
  }

  private static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
