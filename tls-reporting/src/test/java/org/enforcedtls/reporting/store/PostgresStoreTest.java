package org.enforcedtls.reporting.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;
import org.enforcedtls.queue.postgres.PostgresServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
  ReportStore open() throws IOException {
    return ReportStore.inPostgres(url);
  }

  @Test
  void nodesThatStartAtOnceMakeTheTablesOnce() {
    String fresh = requireNonNull(server).newDatabase();
    IntStream.range(0, 6).parallel().forEach(node -> openAndClose(fresh));
  }

  private static void openAndClose(String fresh) {
    try (ReportStore store = ReportStore.inPostgres(fresh)) {
      requireNonNull(store);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void urlOfAnotherDriverIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReportStore.inPostgres("jdbc:h2:mem:x"))
        .withMessageContaining("expected jdbc:postgresql:");
  }
}
