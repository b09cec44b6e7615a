package org.enforcedtls.queue.internal.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.enforcedtls.queue.entry.QueueId;
import org.jspecify.annotations.Nullable;

/** The rows of the messages. */
final class MessageRows {
  private MessageRows() {}

  /** One recipient of one message. */
  static Map<QueueId, Integer> one(String message) {
    return Map.of(new QueueId(message), 1);
  }

  /**
   * Notes that so many recipients of messages need nothing any more; the content of a message goes
   * with its last one.
   */
  static void close(Sql sql, Map<QueueId, Integer> recipients, Instant now) throws SQLException {
    List<@Nullable Object[]> counts = new ArrayList<>();
    List<@Nullable Object[]> ids = new ArrayList<>();
    recipients.forEach(
        (id, count) -> {
          counts.add(new Object[] {count, count, now, id.text()});
          ids.add(new Object[] {id.text(), id.text()});
        });
    sql.updateEach(
        "UPDATE queue_message SET open_recipients = open_recipients - ?,"
            + " finished_at = CASE WHEN open_recipients = ? THEN ? END WHERE id = ?",
        counts);
    sql.updateEach(
        "DELETE FROM queue_content WHERE message = ? AND EXISTS"
            + " (SELECT 1 FROM queue_message WHERE id = ? AND finished_at IS NOT NULL)",
        ids);
  }
}
