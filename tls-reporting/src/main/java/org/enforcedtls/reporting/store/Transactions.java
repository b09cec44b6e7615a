package org.enforcedtls.reporting.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/** Runs transactions, each on a connection of its own. Safe for use by several threads at once. */
final class Transactions {
  /** Serialization failure, and dead-lock: the transaction is innocent and can be repeated. */
  private static final Set<String> REPEATABLE = Set.of("40001", "40P01");

  private static final int MAX_TRIES = 5;

  private final DataSource source;
  private final String name;

  Transactions(DataSource source, String name) {
    this.source = source;
    this.name = name;
  }

  /** What one transaction does; it may be run again, so it has no effect but on the store. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Durable when it returns. Blocking. */
  <T> T run(Work<T> work) throws IOException {
    for (int tries = 1; ; tries++) {
      try (Connection connection = source.getConnection()) {
        return run(work, connection);
      } catch (SQLException e) {
        if (tries == MAX_TRIES
            || e.getSQLState() == null
            || !REPEATABLE.contains(e.getSQLState())) {
          throw new IOException("the counts in " + name + ": " + e.getMessage(), e);
        }
      }
    }
  }

  private static <T> T run(Work<T> work, Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    boolean isDone = false;
    try {
      T result = work.run(connection);
      connection.commit();
      isDone = true;
      return result;
    } finally {
      if (!isDone) {
        connection.rollback();
      }
      connection.setAutoCommit(true);
    }
  }
}
