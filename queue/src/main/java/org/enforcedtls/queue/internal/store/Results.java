package org.enforcedtls.queue.internal.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.enforcedtls.queue.entry.NoticeKind;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueStoreException;
import org.enforcedtls.queue.entry.RecipientState;
import org.enforcedtls.queue.internal.store.DestinationRows.Demand;
import org.enforcedtls.queue.internal.store.DestinationRows.Reach;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what became of claimed recipients, many in one transaction. Safe for use by several
 * threads at once.
 */
public final class Results {
  private final Database database;
  private final DestinationRows destinations;
  private final Claims.Node node;

  /**
   * What became of one recipient. Immutable.
   *
   * @param claim under which it was tried; the result counts only while that stands
   * @param message whose recipient
   * @param place of the recipient
   * @param next what comes next
   * @param finding what was found
   */
  public record Result(
      Claim claim, QueueId message, Claim.Place place, Next next, Finding finding) {}

  /**
   * What comes next for a recipient. Immutable.
   *
   * @param state from now on
   * @param again when it is tried again; null if never
   * @param notice what the sender is to be told; null if nothing
   */
  public record Next(RecipientState state, @Nullable Again again, @Nullable NoticeKind notice) {}

  /**
   * When something is tried again. Immutable.
   *
   * @param dueAt not before
   * @param expiresAt the end of its lifetime
   */
  public record Again(Instant dueAt, Instant expiresAt) {}

  /**
   * What an attempt found. Immutable.
   *
   * @param conclusion such as {@code transient}
   * @param status enhanced status code
   * @param trouble why it was not accepted; null if it was
   * @param reply that decided; null if none did
   * @param mxHost the last that was tried; null if none was
   * @param evidence of every host that was tried
   */
  public record Finding(
      String conclusion,
      String status,
      @Nullable Trouble trouble,
      @Nullable String reply,
      @Nullable String mxHost,
      String evidence) {}

  /**
   * The end of a claim. What of it has no result by now goes back as if it had not been tried.
   *
   * @param claim which
   * @param reach what was found out about the destination
   * @param trouble why it is down, if it is
   * @param demand what was demanded of it; empty if that could not be settled
   */
  public record End(Claim claim, Reach reach, Optional<Trouble> trouble, Optional<Demand> demand) {}

  /**
   * Writes results.
   *
   * @param database the store
   * @param destinations their rows
   * @param node whose results
   */
  public Results(Database database, DestinationRows destinations, Claims.Node node) {
    this.database = database;
    this.destinations = destinations;
    this.node = node;
  }

  /**
   * Writes. Blocking; durable when it returns. To write the same twice does nothing.
   *
   * @param results of claims that are not ended
   * @param ends of claims whose results were all written, or are among these
   * @return how many results did not count, since the claim was taken over
   * @throws QueueStoreException if the store failed; nothing is written then
   */
  public int write(List<Result> results, List<End> ends) throws QueueStoreException {
    // In one order on all nodes, so that they do not wait for each other.
    List<Result> sorted =
        results.stream()
            .sorted(Comparator.comparing(Result::message).thenComparing(r -> r.place().position()))
            .toList();
    List<End> ended =
        ends.stream().sorted(Comparator.comparing(end -> end.claim().domain())).toList();
    return database.write(
        sql -> {
          Instant now = database.now(sql);
          int late = write(sql, sorted, now);
          for (End end : ended) {
            end(sql, end, now);
          }
          return late;
        });
  }

  private int write(Sql sql, List<Result> results, Instant now) throws SQLException {
    int[] counts =
        sql.updateEach(
            "UPDATE queue_recipient SET claim = NULL, state = ?, due_at = ?,"
                + " sweep_at = CASE WHEN sweep_at > ? THEN ? WHEN ? = 1 THEN sweep_at END,"
                + " notice = ?, status = ?, cause = ?, cause_text = ?, cause_details = ?,"
                + " reply = ?, mx_host = ?"
                + " WHERE message = ? AND position = ? AND claim = ?",
            results.stream().map(Results::recipientValues).toList());
    List<@Nullable Object[]> attempts = new ArrayList<>();
    Map<QueueId, Integer> closed = new TreeMap<>();
    int late = 0;
    for (int i = 0; i < counts.length; i++) {
      Result result = results.get(i);
      if (counts[i] == 0) {
        late++;
        continue;
      }
      attempts.add(attemptValues(result, now));
      if (result.next().state().isFinal() && result.next().notice() == null) {
        closed.merge(result.message(), 1, Integer::sum);
      }
    }
    sql.updateEach(
        "INSERT INTO queue_attempt (message, position, attempt, started_at, ended_at, node,"
            + " conclusion, status, cause, evidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        attempts);
    MessageRows.close(sql, closed, now);
    return late;
  }

  private static @Nullable Object[] recipientValues(Result result) {
    Next next = result.next();
    Finding finding = result.finding();
    Trouble trouble = finding.trouble();
    Again again = next.again();
    Instant end = again == null ? null : again.expiresAt();
    return new @Nullable Object[] {
      next.state().code(),
      again == null ? null : again.dueAt(),
      end,
      end,
      again == null ? 0 : 1,
      next.notice() == null ? null : next.notice().code(),
      finding.status(),
      trouble == null ? null : trouble.code(),
      trouble == null ? null : trouble.cause().text(),
      trouble == null ? null : trouble.details(),
      finding.reply(),
      finding.mxHost(),
      result.message().text(),
      result.place().position(),
      result.claim().id()
    };
  }

  private @Nullable Object[] attemptValues(Result result, Instant now) {
    Finding finding = result.finding();
    return new @Nullable Object[] {
      result.message().text(),
      result.place().position(),
      result.place().attempt(),
      result.claim().takenAt(),
      now,
      node.name(),
      finding.conclusion(),
      finding.status(),
      finding.trouble() == null ? null : finding.trouble().code(),
      finding.evidence()
    };
  }

  private void end(Sql sql, End end, Instant now) throws SQLException {
    if (sql.update("DELETE FROM queue_claim WHERE id = ?", end.claim().id()) == 0) {
      return;
    }
    sql.update(
        "UPDATE queue_recipient SET claim = NULL, attempts = attempts - 1 WHERE claim = ?",
        end.claim().id());
    destinations.note(sql, end, now);
    destinations.schedule(sql, end.claim().domain(), now);
  }
}
