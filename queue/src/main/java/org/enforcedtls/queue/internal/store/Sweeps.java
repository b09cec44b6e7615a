package org.enforcedtls.queue.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.address.ReversePath;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.queue.entry.NoticeKind;
import org.enforcedtls.queue.entry.QueueStoreException;
import org.enforcedtls.queue.entry.QueueTimes;
import org.enforcedtls.queue.entry.RecipientState;
import org.enforcedtls.reply.EnhancedStatusCode;
import org.jspecify.annotations.Nullable;

/**
 * Looks at recipients that have waited for long: ends those whose time is over, and has the senders
 * of the others told. Safe for use by several threads at once.
 */
public final class Sweeps {
  private static final int MAX_ROWS = 1_000;

  /** To write a content takes less than that. */
  private static final Duration STAGING = Duration.ofDays(1);

  private static final String EXPIRED = EnhancedStatusCode.of("5.4.7").toString();

  private final Database database;
  private final QueueTimes times;
  private final Rule rule;

  /** What becomes of one that waits. */
  @FunctionalInterface
  public interface Rule {
    /**
     * Decides.
     *
     * @param waiting the recipient
     * @param now the present
     * @return what becomes of it
     */
    Decision decide(Waiting waiting, Instant now);
  }

  /**
   * A recipient that waits. Immutable.
   *
   * @param recipient with its wishes
   * @param reversePath who would be told
   * @param lifetime of the message
   * @param delayTold whether the sender knows that it waits
   * @param cause of the last failure, of its own or of the destination; empty if there was none
   * @param destinationIsDown whether nothing is sent to the destination at the moment
   */
  public record Waiting(
      Recipient recipient,
      ReversePath reversePath,
      Claim.Lifetime lifetime,
      boolean delayTold,
      Optional<String> cause,
      boolean destinationIsDown) {}

  /**
   * What becomes of it. Immutable.
   *
   * @param state from now on
   * @param notice what the sender is told; null if nothing
   * @param lookAgain when it is looked at again; null if never
   */
  public record Decision(
      RecipientState state, @Nullable NoticeKind notice, @Nullable Instant lookAgain) {}

  private record Row(
      String message, int position, RecipientState state, Waiting waiting, Trouble trouble) {}

  /** What is known of the last failure. */
  private record Trouble(@Nullable String status, @Nullable String cause, @Nullable String text) {}

  /**
   * Looks at recipients that wait.
   *
   * @param database the store
   * @param times how long what is done with is remembered
   * @param rule what becomes of them
   */
  public Sweeps(Database database, QueueTimes times, Rule rule) {
    this.database = database;
    this.times = times;
    this.rule = rule;
  }

  /**
   * Looks at some. Blocking.
   *
   * @return how many it looked at; 0 if nothing is to be done now
   * @throws QueueStoreException if the store failed
   */
  public int sweep() throws QueueStoreException {
    return database.write(
        sql -> {
          Instant now = database.now(sql);
          List<Row> rows =
              sql.rows(
                  "SELECT r.message, r.position, r.mailbox, r.notify, r.original_recipient, r.state,"
                      + " r.delay_told_at, COALESCE(d.status, r.status) AS status,"
                      + " COALESCE(d.cause, r.cause) AS cause,"
                      + " COALESCE(d.cause_text, r.cause_text) AS cause_text, m.arrived_at,"
                      + " m.expires_at, m.reverse_path, d.failures FROM queue_recipient r"
                      + " JOIN queue_message m ON m.id = r.message"
                      + " LEFT JOIN queue_destination d ON d.domain = r.domain"
                      + " WHERE r.claim IS NULL AND r.sweep_at <= ? ORDER BY r.sweep_at LIMIT "
                      + MAX_ROWS
                      + sql.dialect().skipLocked("r"),
                  Sweeps::row,
                  now);
          for (Row row : rows) {
            carryOut(sql, row, rule.decide(row.waiting(), now), now);
          }
          return rows.size();
        });
  }

  private static Row row(ResultSet row) throws SQLException {
    Trouble trouble =
        new Trouble(row.getString("status"), row.getString("cause"), row.getString("cause_text"));
    return new Row(
        row.getString("message"),
        row.getInt("position"),
        RecipientState.of(row.getString("state")),
        new Waiting(
            Columns.recipient(row),
            ReversePath.of(row.getString("reverse_path")),
            new Claim.Lifetime(
                Instant.ofEpochMilli(row.getLong("arrived_at")),
                Instant.ofEpochMilli(row.getLong("expires_at"))),
            Sql.instant(row, "delay_told_at") != null,
            Optional.ofNullable(trouble.cause()),
            row.getInt("failures") > 0),
        trouble);
  }

  private static void carryOut(Sql sql, Row row, Decision decision, Instant now)
      throws SQLException {
    String notice = decision.notice() == null ? null : decision.notice().code();
    if (!decision.state().isFinal()) {
      sql.update(
          "UPDATE queue_recipient SET sweep_at = ?, notice = COALESCE(?, notice),"
              + " delay_told_at = CASE WHEN ? = 1 THEN ? ELSE delay_told_at END"
              + " WHERE message = ? AND position = ?",
          decision.lookAgain(),
          notice,
          notice == null ? 0 : 1,
          now,
          row.message(),
          row.position());
      return;
    }
    sql.update(
        "UPDATE queue_recipient SET state = ?, due_at = NULL, sweep_at = NULL, notice = ?,"
            + " status = ?, cause = ?, cause_text = ? WHERE message = ? AND position = ?",
        decision.state().code(),
        notice,
        EXPIRED,
        row.trouble().cause(),
        row.trouble().text(),
        row.message(),
        row.position());
    if (notice == null) {
      MessageRows.close(sql, MessageRows.one(row.message()), now);
    }
  }

  /**
   * Forgets messages that were done with long ago, and what was left of contents whose writer died.
   * Blocking.
   *
   * @return how many messages it forgot; 0 if nothing is to be done now
   * @throws QueueStoreException if the store failed
   */
  public int forget() throws QueueStoreException {
    return database.write(
        sql -> {
          Instant now = database.now(sql);
          sql.update(
              "DELETE FROM queue_content WHERE message IN"
                  + " (SELECT message FROM queue_staging WHERE started_at < ?)",
              now.minus(STAGING));
          sql.update("DELETE FROM queue_staging WHERE started_at < ?", now.minus(STAGING));
          List<@Nullable Object[]> old =
              sql.rows(
                  "SELECT id FROM queue_message WHERE finished_at < ? ORDER BY finished_at LIMIT "
                      + MAX_ROWS,
                  row -> new @Nullable Object[] {row.getString(1)},
                  now.minus(times.history()));
          sql.updateEach("DELETE FROM queue_attempt WHERE message = ?", old);
          sql.updateEach("DELETE FROM queue_recipient WHERE message = ?", old);
          sql.updateEach("DELETE FROM queue_message WHERE id = ?", old);
          return old.size();
        });
  }
}
