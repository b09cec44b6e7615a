package org.enforcedtls.queue.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.enforcedtls.queue.internal.store.ManyRows;
import org.enforcedtls.queue.postgres.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node with a heap of 64 MiB works on a queue of {@code -Dqueue.rows=1000000} messages: shows it,
 * ends what is over, and delivers.
 */
@EnabledIfSystemProperty(
    named = "queue.rows",
    matches = "[0-9]+",
    disabledReason = "takes minutes: -Dqueue.rows=1000000")
class SmallHeapTest {
  private static final int ROWS = Integer.getInteger("queue.rows", 0);
  private static final int DELIVERED = Math.min(5_000, ROWS / 2);
  private static final int DOMAINS = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  @TempDir private Path directory;

  @Test
  void memoryDoesNotGrowWithWhatIsQueuedOnSqlite() throws Exception {
    work(directory.resolve("spool").toString(), "SQLite");
  }

  @Test
  void memoryDoesNotGrowWithWhatIsQueuedOnPostgres() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      work(server.newDatabase(), "PostgreSQL");
    }
  }

  private void work(String store, String name) throws Exception {
    // Some are claimed, and get their last attempt, before they are looked at.
    int over = ManyRows.fill(store, ROWS, DOMAINS);
    try (CrashScene scene = new CrashScene(directory, store, DOMAINS)) {
      Node node = scene.startWithSmallHeap(DELIVERED, over / 2);
      node.awaitEnd(PATIENCE);
      System.out.printf("measured: %s, %d rows:%n%s", name, ROWS, node.words());
      assertThat(node.words()).contains("heap: at most").doesNotContain("OutOfMemory");
    }
  }
}
