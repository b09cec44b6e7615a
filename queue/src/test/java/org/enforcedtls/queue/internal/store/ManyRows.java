package org.enforcedtls.queue.internal.store;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Stores with more messages than one would care to enqueue. */
public final class ManyRows {
  private ManyRows() {}

  static Database open(String store) throws IOException {
    if (!store.startsWith("jdbc:")) {
      Path directory = Files.createDirectories(Path.of(store));
      return SqliteDatabase.open(directory, InstantSource.system());
    }
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(store);
    return PostgresDatabase.open(pool, Optional.empty(), pool::close);
  }

  /**
   * Fills a store.
   *
   * @param store a directory, or a JDBC URL of an empty database
   * @param messages how many, each with one recipient
   * @param domains of the recipients, d0.example and up
   * @return how many of them have been over for a day, without anybody to be told
   */
  public static int fill(String store, int messages, int domains) throws IOException {
    try (Database database = open(store)) {
      fill(database, messages, domains);
      return database.write(
          sql -> {
            long yesterday = System.currentTimeMillis() - Duration.ofDays(1).toMillis();
            sql.update(
                "UPDATE queue_message SET expires_at = ?, reverse_path = '' WHERE id LIKE '%7'",
                yesterday);
            return sql.update(
                "UPDATE queue_recipient SET sweep_at = ? WHERE message LIKE '%7'", yesterday);
          });
    }
  }

  /** As enqueueing would, but by statements that run within the store. */
  static void fill(Database database, int messages, int domains) throws IOException {
    long now = System.currentTimeMillis();
    String numbers =
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
            .formatted(messages - 1);
    String id = "'0000000000000000' || CAST(1000000000 + i AS text)";
    database.write(
        sql -> {
          sql.update(
              "INSERT INTO queue_message (id, arrived_at, expires_at, reverse_path, tags,"
                  + " size_octets, longest_line_octets, content_marks, open_recipients) "
                  + numbers
                  + "SELECT %s, %d + i, %d, 'reports@bank.example', '', 16, 10, '', 1 FROM n"
                      .formatted(id, now - messages, now + Duration.ofDays(5).toMillis()));
          sql.update(
              "INSERT INTO queue_content (message, chunk, octets) SELECT id, 0, CAST(? AS %s)"
                      .formatted(sql.dialect() == Dialect.SQLITE ? "blob" : "bytea")
                  + " FROM queue_message",
              "Subject: x\r\n\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          sql.update(
              "INSERT INTO queue_recipient (message, position, mailbox, domain, priority, state,"
                  + " due_at, sweep_at, attempts) "
                  + numbers
                  + ("SELECT %s, 0, 'a@d' || (i %% %d) || '.example', 'd' || (i %% %d) || '.example',"
                          + " 1, 'waiting', %d + i, %d, 0 FROM n")
                      .formatted(
                          id,
                          domains,
                          domains,
                          now - messages,
                          now + Duration.ofHours(4).toMillis()));
          int domainsDue =
              sql.update(
                  "INSERT INTO queue_arrival (domain, due_at)"
                      + " SELECT domain, MIN(due_at) FROM queue_recipient GROUP BY domain");
          if (sql.dialect() == Dialect.POSTGRESQL) {
            // Autovacuum does it while a queue grows; this one comes out of nowhere.
            sql.update("ANALYZE");
          }
          return domainsDue;
        });
  }
}
