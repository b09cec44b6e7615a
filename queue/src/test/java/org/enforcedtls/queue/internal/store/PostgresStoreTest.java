package org.enforcedtls.queue.internal.store;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.IntStream;
import org.enforcedtls.queue.postgres.PostgresServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresStoreTest extends StoreContract {
  private static @Nullable PostgresServer server;

  private final String url = requireNonNull(server).newDatabase();

  @BeforeAll
  static void startServer() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  Database open(TestClock clock) throws IOException {
    HikariDataSource source = new HikariDataSource();
    source.setJdbcUrl(url);
    try {
      return PostgresDatabase.open(source, Optional.of(clock), source::close);
    } catch (IOException e) {
      source.close();
      throw e;
    }
  }

  @Override
  Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  @Test
  void nodesThatStartAtOnceMakeTheTablesOnce() {
    for (int round = 0; round < 3; round++) {
      String fresh = requireNonNull(server).newDatabase();
      IntStream.range(0, 6).parallel().forEach(node -> openAndClose(fresh));
    }
  }

  private static void openAndClose(String url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    try {
      PostgresDatabase.open(source, Optional.empty(), () -> {}).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
