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

  /** Where the destination is down it counts, and then the words of no host do. */
  private static final String LAST_FAILURE =
      "CASE WHEN d.cause IS NULL THEN r.status ELSE d.status END AS status,"
          + " CASE WHEN d.cause IS NULL THEN r.cause ELSE d.cause END AS cause,"
          + " CASE WHEN d.cause IS NULL THEN r.cause_text ELSE d.cause_text END AS cause_text,"
          + " CASE WHEN d.cause IS NULL THEN r.cause_details ELSE d.cause_details END"
          + " AS cause_details, CASE WHEN d.cause IS NULL THEN r.reply END AS reply,"
          + " CASE WHEN d.cause IS NULL THEN r.mx_host END AS mx_host";

  private static final String SET_LAST_FAILURE =
      "status = ?, cause = ?, cause_text = ?, cause_details = ?, reply = ?, mx_host = ?";

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

  private record Row(String message, int position, Waiting waiting, LastFailure failure) {}

  /** The columns of the last failure, of the recipient's own or of its destination. */
  private record LastFailure(
      @Nullable String status,
      @Nullable String cause,
      @Nullable String text,
      @Nullable String details,
      @Nullable String reply,
      @Nullable String mxHost) {}

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
                  "SELECT r.message, r.position, r.mailbox, r.notify, r.original_recipient,"
                      + " r.delay_told_at, "
                      + LAST_FAILURE
                      + ", m.arrived_at, m.expires_at, m.lifetime_from, m.reverse_path,"
                      + " d.lifetime, d.failures FROM queue_recipient r"
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
    LastFailure failure =
        new LastFailure(
            row.getString("status"),
            row.getString("cause"),
            row.getString("cause_text"),
            row.getString("cause_details"),
            row.getString("reply"),
            row.getString("mx_host"));
    return new Row(
        row.getString("message"),
        row.getInt("position"),
        new Waiting(
            Columns.recipient(row),
            ReversePath.of(row.getString("reverse_path")),
            Columns.lifetimeAtDestination(row),
            Sql.instant(row, "delay_told_at") != null,
            Optional.ofNullable(failure.cause()),
            row.getInt("failures") > 0),
        failure);
  }

  private static void carryOut(Sql sql, Row row, Decision decision, Instant now)
      throws SQLException {
    if (decision.state().isFinal()) {
      end(sql, row, decision, now);
    } else if (decision.notice() == null) {
      sql.update(
          "UPDATE queue_recipient SET sweep_at = ? WHERE message = ? AND position = ?",
          decision.lookAgain(),
          row.message(),
          row.position());
    } else {
      sql.update(
          "UPDATE queue_recipient SET sweep_at = ?, notice = ?, delay_told_at = ?, "
              + SET_LAST_FAILURE
              + " WHERE message = ? AND position = ?",
          decision.lookAgain(),
          decision.notice().code(),
          now,
          row.failure().status(),
          row.failure().cause(),
          row.failure().text(),
          row.failure().details(),
          row.failure().reply(),
          row.failure().mxHost(),
          row.message(),
          row.position());
    }
  }

  private static void end(Sql sql, Row row, Decision decision, Instant now) throws SQLException {
    sql.update(
        "UPDATE queue_recipient SET state = ?, due_at = NULL, sweep_at = NULL, notice = ?, "
            + SET_LAST_FAILURE
            + " WHERE message = ? AND position = ?",
        decision.state().code(),
        decision.notice() == null ? null : decision.notice().code(),
        EXPIRED,
        row.failure().cause(),
        row.failure().text(),
        row.failure().details(),
        row.failure().reply(),
        row.failure().mxHost(),
        row.message(),
        row.position());
    if (decision.notice() == null) {
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
