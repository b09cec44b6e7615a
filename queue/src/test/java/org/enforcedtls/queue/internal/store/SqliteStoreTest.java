package org.enforcedtls.queue.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.queue.entry.DestinationLimits;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
  @TempDir private Path directory;

  @Override
  Database open(TestClock clock) throws IOException {
    return SqliteDatabase.open(directory, clock);
  }

  @Override
  Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("queue.sqlite"));
  }

  @Test
  void fullDiskRefusesClearlyAndLosesNothing() throws IOException {
    TestClock clock = new TestClock();
    try (Database database = SqliteDatabase.open(directory.resolve("full"), clock)) {
      StoreScene scene = new StoreScene(database, clock, domain -> DestinationLimits.defaults());
      limitPages(database, 60);
      List<QueueId> acknowledged = new ArrayList<>();
      assertThatThrownBy(
              () -> {
                while (true) {
                  acknowledged.add(scene.enqueue("a@fi.example"));
                }
              })
          .isInstanceOf(QueueStoreException.class)
          .hasMessageContaining("is full: nothing was written");
      assertThat(acknowledged).isNotEmpty();

      limitPages(database, 1_000_000);
      acknowledged.add(scene.enqueue("a@fi.example"));
      List<QueueId> found = new ArrayList<>();
      for (Optional<Claim> claim = next(scene); claim.isPresent(); claim = next(scene)) {
        claim.get().messages().forEach(message -> found.add(message.id()));
      }
      assertThat(found).containsExactlyInAnyOrderElementsOf(acknowledged);
    }
  }

  private static Optional<Claim> next(StoreScene scene) throws IOException {
    return scene.claims("a").next();
  }

  /** A disk with room for so many pages. */
  private static void limitPages(Database database, int pages) throws IOException {
    database.write(sql -> sql.number("PRAGMA max_page_count = " + pages));
  }

  @Test
  void storeOfTheFirstVersionIsBroughtUpToDateWithWhatIsInIt() throws Exception {
    Path old = Files.createDirectories(directory.resolve("old"));
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + old.resolve("queue.sqlite"));
        Sql sql = new Sql(connection, Dialect.SQLITE)) {
      Migrations.run(sql, List.of("V1__queue.sql"));
      sql.update(
          "INSERT INTO queue_recipient (message, position, mailbox, domain, priority, state,"
              + " attempts, notice)"
              + " VALUES ('m', 0, 'a@fi.example', 'fi.example', 1, 'accepted', 1, 'delivered')");
    }
    try (Database database = SqliteDatabase.open(old, new TestClock())) {
      assertThat(
              database.<Optional<String>>read(
                  sql ->
                      sql.first(
                          "SELECT notice FROM queue_recipient WHERE cause_details IS NULL",
                          row -> row.getString(1))))
          .contains("relayed");
    }
  }

  @Test
  void oneThatFailsTakesNoneOfItsGroupWithIt() throws IOException {
    TestClock clock = new TestClock();
    try (Database database = SqliteDatabase.open(directory.resolve("group"), clock)) {
      StoreScene scene = new StoreScene(database, clock, domain -> DestinationLimits.defaults());
      assertThatThrownBy(
              () ->
                  database.write(
                      sql -> {
                        sql.update("INSERT INTO queue_arrival VALUES ('lost.example', 1)");
                        return sql.update("INSERT INTO no_such_table VALUES (1)");
                      }))
          .isInstanceOf(QueueStoreException.class);
      scene.enqueue("a@fi.example");
      assertThat(scene.count("queue_arrival")).isEqualTo(1);
    }
  }
}
