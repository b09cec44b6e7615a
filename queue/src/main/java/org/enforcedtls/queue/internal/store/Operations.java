package org.enforcedtls.queue.internal.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.enforcedtls.queue.entry.QueueEntry;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueQuery;
import org.enforcedtls.queue.entry.QueueStoreException;
import org.enforcedtls.queue.entry.RecipientState;
import org.jspecify.annotations.Nullable;

/**
 * What operators do with queued recipients, a page at a time. A recipient that is being delivered
 * at the moment is left alone. Safe for use by several threads at once.
 */
public final class Operations {
  private static final int PAGE = 1_000;

  /** What is released is tried, though its time be over. */
  private static final Duration CHANCE = Duration.ofHours(4);

  private static final String MEANT = " WHERE message = ? AND position = ? AND claim IS NULL";

  private final Database database;
  private final Listing listing;

  /** What is done with some recipients; returns with how many. */
  private interface Operation {
    int run(Sql sql, List<QueueEntry> page, Instant now) throws SQLException;
  }

  /**
   * Works on a store.
   *
   * @param database the store
   */
  public Operations(Database database) {
    this.database = database;
    this.listing = new Listing(database);
  }

  /**
   * Has recipients that wait or are held tried at once. Blocking.
   *
   * @param query which
   * @return how many
   * @throws QueueStoreException if the store failed
   */
  public int retry(QueueQuery query) throws QueueStoreException {
    return forEachPage(
        query,
        (sql, page, now) -> {
          int count =
              update(
                  sql,
                  "UPDATE queue_recipient SET due_at = ?" + MEANT + " AND due_at IS NOT NULL",
                  page,
                  now);
          callDestinations(sql, page, now);
          return count;
        });
  }

  /**
   * Keeps recipients back until they are released. Blocking.
   *
   * @param query which
   * @return how many
   * @throws QueueStoreException if the store failed
   */
  public int hold(QueueQuery query) throws QueueStoreException {
    return forEachPage(
        query,
        (sql, page, now) ->
            update(
                sql,
                "UPDATE queue_recipient SET state = ?, due_at = NULL, sweep_at = NULL"
                    + MEANT
                    + " AND due_at IS NOT NULL",
                page,
                RecipientState.SUSPENDED.code()));
  }

  /**
   * Has recipients that were kept back tried at once. Blocking.
   *
   * @param query which
   * @return how many
   * @throws QueueStoreException if the store failed
   */
  public int release(QueueQuery query) throws QueueStoreException {
    return forEachPage(
        query,
        (sql, page, now) -> {
          int count =
              update(
                  sql,
                  "UPDATE queue_recipient SET state = ?, due_at = ?, sweep_at = ?"
                      + MEANT
                      + " AND state = 'suspended'",
                  page,
                  RecipientState.WAITING.code(),
                  now,
                  now.plus(CHANCE));
          callDestinations(sql, page, now);
          return count;
        });
  }

  /**
   * Takes recipients out; nobody is told. Blocking.
   *
   * @param query which
   * @return how many
   * @throws QueueStoreException if the store failed
   */
  public int remove(QueueQuery query) throws QueueStoreException {
    return forEachPage(
        query,
        (sql, page, now) -> {
          Map<QueueId, Integer> closed = new TreeMap<>();
          int count = 0;
          for (QueueEntry entry : page) {
            int removed =
                sql.update(
                    "UPDATE queue_recipient SET state = ?, due_at = NULL, sweep_at = NULL,"
                        + " notice = NULL"
                        + MEANT
                        + " AND state IN ('waiting', 'held', 'suspended')",
                    RecipientState.REMOVED.code(),
                    entry.id().text(),
                    entry.position());
            if (removed > 0) {
              count++;
              closed.merge(entry.id(), 1, Integer::sum);
            }
          }
          MessageRows.close(sql, closed, now);
          return count;
        });
  }

  private int forEachPage(QueueQuery query, Operation operation) throws QueueStoreException {
    int count = 0;
    List<QueueEntry> page = listing.entries(query, null, PAGE);
    while (!page.isEmpty()) {
      List<QueueEntry> some = page;
      count += database.write(sql -> operation.run(sql, some, database.now(sql)));
      page = listing.entries(query, some.get(some.size() - 1), PAGE);
    }
    database.wake();
    return count;
  }

  private static int update(Sql sql, String text, List<QueueEntry> page, @Nullable Object... values)
      throws SQLException {
    List<@Nullable Object[]> rows =
        page.stream()
            .map(
                entry -> {
                  @Nullable Object[] row = Arrays.copyOf(values, values.length + 2);
                  row[values.length] = entry.id().text();
                  row[values.length + 1] = entry.position();
                  return row;
                })
            .toList();
    int count = 0;
    for (int each : sql.updateEach(text, rows)) {
      count += each;
    }
    return count;
  }

  /** A destination that is down is probed at once, and gets the rest if it is back. */
  private void callDestinations(Sql sql, List<QueueEntry> page, Instant now) throws SQLException {
    TreeSet<String> domains = new TreeSet<>();
    page.forEach(entry -> domains.add(entry.recipient().domain().aLabels()));
    sql.updateEach(
        "UPDATE queue_destination SET paused_until = NULL WHERE domain = ?",
        domains.stream().map(domain -> new @Nullable Object[] {domain}).toList());
    sql.updateEach(
        "INSERT INTO queue_arrival (domain, due_at) VALUES (?, ?)",
        domains.stream().map(domain -> new @Nullable Object[] {domain, now}).toList());
    database.announce(sql);
  }
}
