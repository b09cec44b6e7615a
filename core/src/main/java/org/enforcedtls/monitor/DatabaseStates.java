package org.enforcedtls.monitor;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.enforcedtls.address.Domain;

/** States in a table: a row for each domain. */
final class DatabaseStates implements PartnerStates {
  private static final String CREATE =
      "CREATE TABLE IF NOT EXISTS enforced_tls_partner_state"
          + " (domain VARCHAR(255) PRIMARY KEY, state TEXT NOT NULL)";
  private static final String SELECT = "SELECT domain, state FROM enforced_tls_partner_state";
  private static final String UPDATE =
      "UPDATE enforced_tls_partner_state SET state = ? WHERE domain = ?";
  private static final String INSERT =
      "INSERT INTO enforced_tls_partner_state (state, domain) VALUES (?, ?)";

  private final DataSource database;

  DatabaseStates(DataSource database) {
    this.database = requireNonNull(database, "database");
  }

  /** What is done on a connection, in one transaction. */
  @FunctionalInterface
  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  @Override
  public Map<Domain, PartnerState> load() throws IOException {
    return inTransaction(DatabaseStates::states);
  }

  private static Map<Domain, PartnerState> states(Connection connection) throws SQLException {
    Map<Domain, PartnerState> states = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SELECT)) {
      while (rows.next()) {
        PartnerState state = state(rows.getString(1), rows.getString(2));
        states.put(state.domain(), state);
      }
    }
    return states;
  }

  private static PartnerState state(String domain, String text) throws SQLException {
    try {
      return StateText.read(text);
    } catch (IllegalArgumentException e) {
      throw new SQLException(
          "the state of " + domain + " is damaged: " + e.getMessage() + "; delete its row", e);
    }
  }

  @Override
  public void save(Collection<PartnerState> states) throws IOException {
    inTransaction(
        connection -> {
          for (PartnerState state : states) {
            if (write(connection, UPDATE, state) == 0) {
              write(connection, INSERT, state);
            }
          }
          return states.size();
        });
  }

  private static int write(Connection connection, String sql, PartnerState state)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, StateText.write(state));
      statement.setString(2, state.domain().aLabels());
      return statement.executeUpdate();
    }
  }

  private <T> T inTransaction(Work<T> work) throws IOException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(CREATE);
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new IOException("the states of partners: " + e.getMessage(), e);
    }
  }
}
