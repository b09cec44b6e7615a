package org.enforcedtls.queue.internal.store;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.queue.entry.NoticeKind;
import org.enforcedtls.queue.entry.NoticeSink;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueNotice;
import org.enforcedtls.queue.entry.QueueNotice.Told;
import org.enforcedtls.queue.entry.QueueStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Hands over what senders are to be told, a message at a time. What is to be told stands in the
 * rows of the recipients, written in one transaction with their state; it is crossed out when the
 * sink has it. Safe for use by several threads at once.
 */
public final class Notices {
  private static final Duration LEASE = Duration.ofMinutes(10);

  private final Database database;
  private final NoticeSink sink;

  private record Row(int position, NoticeKind kind, Told told) {}

  /** A message of which something is to be told. */
  private record Pending(String message, QueueNotice.Original original, List<Row> rows) {}

  /**
   * Hands over notices.
   *
   * @param database the store
   * @param sink takes them
   */
  public Notices(Database database, NoticeSink sink) {
    this.database = database;
    this.sink = sink;
  }

  /**
   * Hands over all about one message. Blocking.
   *
   * @return false if nothing is to be told
   * @throws QueueStoreException if the store failed
   * @throws IOException as the sink does; the notices stay
   */
  public boolean handOverNext() throws IOException {
    Optional<Pending> pending = database.write(this::take);
    if (pending.isEmpty()) {
      return false;
    }
    Map<NoticeKind, List<Row>> byKind = new EnumMap<>(NoticeKind.class);
    pending
        .get()
        .rows()
        .forEach(r -> byKind.computeIfAbsent(r.kind(), k -> new ArrayList<>()).add(r));
    for (Map.Entry<NoticeKind, List<Row>> some : byKind.entrySet()) {
      sink.accept(notice(pending.get(), some.getKey(), some.getValue()));
      crossOut(pending.get().message(), some.getKey(), some.getValue());
    }
    return true;
  }

  private static QueueNotice notice(Pending pending, NoticeKind kind, List<Row> rows) {
    Row first = rows.get(0);
    String key = "notice " + pending.message() + " " + kind.code() + " " + first.position();
    return new QueueNotice(key, kind, pending.original(), rows.stream().map(Row::told).toList());
  }

  /** The first message that nobody else is about to tell of. */
  private Optional<Pending> take(Sql sql) throws SQLException {
    Instant now = database.now(sql);
    Optional<String> message =
        sql.first(
            "SELECT r.message FROM queue_recipient r JOIN queue_message m ON m.id = r.message"
                + " WHERE r.notice IS NOT NULL AND (m.notice_until IS NULL OR m.notice_until < ?)"
                + " ORDER BY r.message LIMIT 1"
                + sql.dialect().skipLocked("m"),
            row -> row.getString(1),
            now);
    if (message.isEmpty()) {
      return Optional.empty();
    }
    sql.update(
        "UPDATE queue_message SET notice_until = ? WHERE id = ?", now.plus(LEASE), message.get());
    return Optional.of(load(sql, message.get()));
  }

  private Pending load(Sql sql, String message) throws SQLException {
    List<Row> rows = new ArrayList<>();
    List<QueueNotice.Original> original =
        sql.rows(
            "SELECT r.*, m.*, d.lifetime FROM queue_recipient r"
                + " JOIN queue_message m ON m.id = r.message"
                + " LEFT JOIN queue_destination d ON d.domain = r.domain"
                + " WHERE r.message = ? AND r.notice IS NOT NULL ORDER BY r.position",
            row -> {
              rows.add(row(row));
              Envelope.Builder envelope = Columns.envelope(row);
              rows.forEach(each -> envelope.to(each.told().recipient()));
              QueueId id = new QueueId(message);
              return new QueueNotice.Original(
                  id,
                  envelope.build(),
                  new StoredContent(database, id, Columns.survey(row)),
                  Instant.ofEpochMilli(row.getLong("arrived_at")),
                  Columns.tags(row.getString("tags")));
            },
            message);
    return new Pending(message, original.get(original.size() - 1), rows);
  }

  private static Row row(ResultSet row) throws SQLException {
    Optional<Trouble> trouble = Trouble.of(row);
    return new Row(
        row.getInt("position"),
        NoticeKind.of(row.getString("notice")),
        new Told(
            Columns.recipient(row),
            Optional.ofNullable(row.getString("status")).orElse("4.0.0"),
            trouble.map(Trouble::cause),
            hostReply(row),
            trouble.flatMap(Trouble::contact),
            Optional.ofNullable(Sql.instant(row, "attempted_at")),
            Columns.lifetimeAtDestination(row).expiresAt()));
  }

  private static Optional<QueueNotice.HostReply> hostReply(ResultSet row) throws SQLException {
    String mxHost = row.getString("mx_host");
    String reply = row.getString("reply");
    return mxHost == null || reply == null
        ? Optional.empty()
        : Optional.of(new QueueNotice.HostReply(mxHost, reply));
  }

  private void crossOut(String message, NoticeKind kind, List<Row> rows)
      throws QueueStoreException {
    database.write(
        sql -> {
          int[] counts =
              sql.updateEach(
                  "UPDATE queue_recipient SET notice = NULL"
                      + " WHERE message = ? AND position = ? AND notice = ?",
                  rows.stream()
                      .map(row -> new @Nullable Object[] {message, row.position(), kind.code()})
                      .toList());
          int told = 0;
          for (int count : counts) {
            told += count;
          }
          sql.update("UPDATE queue_message SET notice_until = NULL WHERE id = ?", message);
          if (kind != NoticeKind.DELAYED && told > 0) {
            MessageRows.close(sql, Map.of(new QueueId(message), told), database.now(sql));
          }
          return told;
        });
  }
}
