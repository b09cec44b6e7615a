package org.enforcedtls.queue.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enforcedtls.address.Domain;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.address.ReversePath;
import org.enforcedtls.outcome.AttemptEvidence;
import org.enforcedtls.queue.entry.QueueAttempt;
import org.enforcedtls.queue.entry.QueueEntry;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueQuery;
import org.enforcedtls.queue.entry.QueueStats;
import org.enforcedtls.queue.entry.QueueStoreException;
import org.enforcedtls.queue.entry.RecipientState;
import org.jspecify.annotations.Nullable;

/** Shows what is in the store. Safe for use by several threads at once. */
public final class Listing {
  private final Database database;

  /**
   * Shows a store.
   *
   * @param database the store
   */
  public Listing(Database database) {
    this.database = database;
  }

  /**
   * A page of entries, oldest message first. Blocking.
   *
   * @param query which
   * @param after the last entry of the page before; null for the first page
   * @param most so many at most
   * @return fewer if there are no more
   * @throws QueueStoreException if the store failed
   */
  public List<QueueEntry> entries(QueueQuery query, @Nullable QueueEntry after, int most)
      throws QueueStoreException {
    Filter filter = Filter.of(query);
    String afterId = after == null ? "" : after.id().text();
    int afterPosition = after == null ? -1 : after.position();
    return database.read(
        sql ->
            sql.rows(
                "SELECT r.*, m.reverse_path, m.arrived_at, m.expires_at, m.size_octets, m.tags,"
                    + " m.lifetime_from, m.tls_wish, d.lifetime,"
                    + " COALESCE(d.cause, r.cause) AS shown_cause,"
                    + " COALESCE(d.cause_text, r.cause_text) AS shown_text"
                    + Filter.TABLES
                    + " WHERE "
                    + filter.condition()
                    // Says the same of messages, or a merge of the two reads all before the page.
                    + " AND m.id >= ? AND (r.message, r.position) > (?, ?)"
                    + " ORDER BY r.message, r.position LIMIT ?",
                Listing::entry,
                filter.valuesAnd(afterId, afterId, afterPosition, most)));
  }

  private static QueueEntry entry(ResultSet row) throws SQLException {
    RecipientState state = RecipientState.of(row.getString("state"));
    String prefix = state.isFinal() ? "" : "shown_";
    return new QueueEntry(
        new QueueId(row.getString("message")),
        row.getInt("position"),
        Mailbox.of(row.getString("mailbox")),
        state,
        new QueueEntry.Mail(
            ReversePath.of(row.getString("reverse_path")),
            Instant.ofEpochMilli(row.getLong("arrived_at")),
            Columns.lifetimeAtDestination(row).expiresAt(),
            row.getLong("size_octets"),
            Columns.tlsWish(row),
            Columns.tags(row.getString("tags"))),
        new QueueEntry.Progress(
            row.getInt("attempts"),
            Optional.ofNullable(Sql.instant(row, "attempted_at")),
            Optional.ofNullable(Sql.instant(row, "due_at")),
            Optional.ofNullable(row.getString("status")),
            Optional.ofNullable(row.getString(prefix + "cause")),
            Optional.ofNullable(row.getString(prefix.isEmpty() ? "cause_text" : "shown_text")),
            Optional.ofNullable(row.getString("mx_host"))));
  }

  /**
   * The attempts of a message. Blocking.
   *
   * @param id of the message
   * @return by recipient, the first attempt first
   * @throws QueueStoreException if the store failed
   */
  public List<QueueAttempt> attempts(QueueId id) throws QueueStoreException {
    return database.read(
        sql ->
            sql.rows(
                "SELECT * FROM queue_attempt WHERE message = ? ORDER BY position, attempt",
                row ->
                    new QueueAttempt(
                        row.getInt("position"),
                        row.getInt("attempt"),
                        Instant.ofEpochMilli(row.getLong("started_at")),
                        Instant.ofEpochMilli(row.getLong("ended_at")),
                        row.getString("node"),
                        row.getString("conclusion"),
                        evidence(row.getString("evidence"))),
                id.text()));
  }

  /** One for each host, parted by empty lines. */
  private static List<AttemptEvidence> evidence(@Nullable String text) {
    return text == null || text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split("\n\n")).map(AttemptEvidence::parse).toList();
  }

  /**
   * How full the store is. Blocking; looks at every recipient.
   *
   * @return the numbers
   * @throws QueueStoreException if the store failed
   */
  public QueueStats stats() throws QueueStoreException {
    return database.read(
        sql -> {
          Map<RecipientState, Long> recipients = new EnumMap<>(RecipientState.class);
          for (RecipientState state : RecipientState.values()) {
            recipients.put(state, 0L);
          }
          sql.rows(
              "SELECT state, COUNT(*) FROM queue_recipient GROUP BY state",
              row -> recipients.put(RecipientState.of(row.getString(1)), row.getLong(2)));
          return sql.first(
                  "SELECT COUNT(*) AS messages, COALESCE(SUM(size_octets), 0) AS octets,"
                      + " MIN(arrived_at) AS oldest FROM queue_message WHERE finished_at IS NULL",
                  row ->
                      new QueueStats(
                          recipients,
                          row.getLong("messages"),
                          row.getLong("octets"),
                          Optional.ofNullable(Sql.instant(row, "oldest")),
                          down(sql)))
              .orElseThrow(AssertionError::new);
        });
  }

  private static List<QueueStats.DownDomain> down(Sql sql) throws SQLException {
    return sql.rows(
        "SELECT * FROM queue_destination WHERE failures > 0 ORDER BY domain",
        row ->
            new QueueStats.DownDomain(
                Domain.of(row.getString("domain")),
                row.getInt("failures"),
                Optional.ofNullable(Sql.instant(row, "paused_until")),
                row.getString("cause"),
                row.getString("cause_text")));
  }
}
