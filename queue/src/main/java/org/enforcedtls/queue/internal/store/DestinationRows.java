package org.enforcedtls.queue.internal.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.enforcedtls.address.Domain;
import org.enforcedtls.queue.entry.DestinationLimits;
import org.enforcedtls.queue.entry.QueuePriority;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the destinations: when each is to be looked at next. Safe for use by several threads
 * at once.
 */
public final class DestinationRows {
  private static final int MAX_NOTES = 2_000;

  private final Function<Domain, DestinationLimits> limits;
  private final IntFunction<Duration> pauses;

  /** What a claim found out about its destination as a whole. */
  public enum Reach {
    /** At least one message got as far as a host that may have mail. */
    REACHED,
    /** None did, for reasons that have nothing to do with the messages. */
    DOWN,
    /** Nothing was found out. */
    UNTRIED
  }

  /**
   * What was demanded of a destination. Immutable.
   *
   * @param fingerprint of it
   * @param lifetime of mail; empty if nothing is said of it
   */
  public record Demand(String fingerprint, Optional<Duration> lifetime) {}

  /**
   * A destination that may be claimed from.
   *
   * @param domain its name
   * @param pausedUntil nothing is tried before
   * @param failures how often in a row it was down
   */
  record Destination(Domain domain, Optional<Instant> pausedUntil, int failures) {}

  /**
   * The rows of the destinations.
   *
   * @param limits of each domain
   * @param pauses how long nothing is tried after so many failures in a row
   */
  public DestinationRows(Function<Domain, DestinationLimits> limits, IntFunction<Duration> pauses) {
    this.limits = limits;
    this.pauses = pauses;
  }

  DestinationLimits limitsOf(Domain domain) {
    return limits.apply(domain);
  }

  /** Collects what callers noted; returns how many notes there were. */
  int collectNotes(Sql sql) throws SQLException {
    String rowId = sql.dialect().rowId();
    TreeMap<String, Long> earliest = new TreeMap<>();
    int notes =
        sql.rows(
                "DELETE FROM queue_arrival WHERE %s IN (SELECT %s FROM queue_arrival LIMIT %d%s)"
                        .formatted(
                            rowId, rowId, MAX_NOTES, sql.dialect().skipLocked("queue_arrival"))
                    + " RETURNING domain, due_at",
                row -> earliest.merge(row.getString(1), row.getLong(2), Math::min))
            .size();
    // In the order of the domains, so that two nodes do not wait for each other.
    sql.updateEach(
        "INSERT INTO queue_destination (domain, due_at, failures) VALUES (?, ?, 0)"
            + " ON CONFLICT (domain) DO UPDATE SET due_at = excluded.due_at"
            + " WHERE queue_destination.due_at IS NULL"
            + " OR queue_destination.due_at > excluded.due_at",
        earliest.entrySet().stream()
            .map(note -> new @Nullable Object[] {note.getKey(), note.getValue()})
            .toList());
    return notes;
  }

  /** The destination that has been due for longest; others that are looking at one skip it. */
  Optional<Destination> mostOverdue(Sql sql, Instant now) throws SQLException {
    return sql.first(
        "SELECT domain, paused_until, failures FROM queue_destination WHERE due_at <= ?"
            + " ORDER BY due_at LIMIT 1"
            + sql.dialect().skipLocked("queue_destination"),
        row ->
            new Destination(
                Domain.of(row.getString("domain")),
                Optional.ofNullable(Sql.instant(row, "paused_until")),
                row.getInt("failures")),
        now);
  }

  /** Whether another claim may be made. While a destination is down, one at a time probes it. */
  boolean hasRoom(Sql sql, Destination destination) throws SQLException {
    int most = destination.failures() > 0 ? 1 : limitsOf(destination.domain()).claims();
    return claims(sql, destination.domain().aLabels()) < most;
  }

  private static long claims(Sql sql, String domain) throws SQLException {
    return sql.number("SELECT COUNT(*) FROM queue_claim WHERE domain = ?", domain);
  }

  /** Nothing is tried before; keeps a later pause. */
  void pause(Sql sql, Domain domain, Instant until) throws SQLException {
    sql.update(
        "UPDATE queue_destination SET paused_until = ? WHERE domain = ?", until, domain.aLabels());
  }

  /** Notes what a claim found out. */
  void note(Sql sql, Results.End end, Instant now) throws SQLException {
    String domain = end.claim().domain().aLabels();
    if (end.reach() == Reach.REACHED) {
      sql.update(
          "UPDATE queue_destination SET failures = 0, paused_until = NULL, status = NULL,"
              + " cause = NULL, cause_text = NULL, cause_details = NULL, policy = NULL"
              + " WHERE domain = ? AND failures > 0",
          domain);
    } else if (end.reach() == Reach.DOWN) {
      int failures =
          1 + (int) sql.number("SELECT failures FROM queue_destination WHERE domain = ?", domain);
      Trouble found = end.trouble().orElseThrow(AssertionError::new);
      sql.update(
          "UPDATE queue_destination SET failures = ?, paused_until = ?, status = ?, cause = ?,"
              + " cause_text = ?, cause_details = ?, policy = ? WHERE domain = ?",
          failures,
          now.plus(pauses.apply(failures)),
          found.status(),
          found.code(),
          found.cause().text(),
          found.details(),
          end.demand().map(Demand::fingerprint).orElse(null),
          domain);
    }
    if (end.demand().isPresent()) {
      noteLifetime(sql, domain, end.demand().get().lifetime(), now);
    }
  }

  /** Another lifetime than before: somebody has to look anew at all that waits. */
  private static void noteLifetime(Sql sql, String domain, Optional<Duration> lifetime, Instant now)
      throws SQLException {
    long millis = lifetime.map(Duration::toMillis).orElse(0L);
    boolean isNew =
        sql.update(
                "UPDATE queue_destination SET lifetime = NULLIF(?, 0)"
                    + " WHERE domain = ? AND COALESCE(lifetime, 0) <> ?",
                millis,
                domain,
                millis)
            > 0;
    if (isNew) {
      sql.update(
          "UPDATE queue_recipient SET sweep_at = ? WHERE domain = ? AND claim IS NULL"
              + " AND due_at IS NOT NULL AND sweep_at > ?",
          now,
          domain,
          now);
    }
  }

  /**
   * Sets when the destination is to be looked at next: when its next recipient is due, but not
   * before its pause is over, and not while it has all the claims that it may have. One that is due
   * at once goes behind all others that are.
   */
  void schedule(Sql sql, Domain domain, Instant now) throws SQLException {
    String name = domain.aLabels();
    Optional<Destination> row =
        sql.first(
            "SELECT paused_until, failures FROM queue_destination WHERE domain = ?",
            found ->
                new Destination(
                    domain,
                    Optional.ofNullable(Sql.instant(found, "paused_until")),
                    found.getInt("failures")),
            name);
    Instant next = nextDue(sql, name);
    if (row.isPresent() && next != null) {
      Instant pausedUntil = row.get().pausedUntil().orElse(now);
      next = hasRoom(sql, row.get()) ? latest(next, pausedUntil, now) : null;
    }
    sql.update("UPDATE queue_destination SET due_at = ? WHERE domain = ?", next, name);
  }

  private static Instant latest(Instant first, Instant second, Instant third) {
    Instant later = first.isAfter(second) ? first : second;
    return later.isAfter(third) ? later : third;
  }

  /** One look-up in the index for each priority. */
  private static @Nullable Instant nextDue(Sql sql, String domain) throws SQLException {
    Instant next = null;
    for (QueuePriority priority : QueuePriority.values()) {
      Optional<Instant> due =
          sql.first(
              "SELECT due_at FROM queue_recipient WHERE domain = ? AND priority = ?"
                  + " AND claim IS NULL AND due_at IS NOT NULL ORDER BY due_at LIMIT 1",
              row -> Instant.ofEpochMilli(row.getLong(1)),
              domain,
              priority.rank());
      if (due.isPresent() && (next == null || due.get().isBefore(next))) {
        next = due.get();
      }
    }
    return next;
  }

  /** Under which policies the destinations that are down were found so. */
  static Map<Domain, String> policiesOfDown(Sql sql) throws SQLException {
    Map<Domain, String> policies = new TreeMap<>();
    sql.rows(
        "SELECT domain, policy FROM queue_destination WHERE failures > 0 AND policy IS NOT NULL",
        row -> policies.put(Domain.of(row.getString(1)), row.getString(2)));
    return policies;
  }

  /** True for the one who is first to find that the policy has changed. */
  static boolean replacePolicy(Sql sql, Domain domain, String before, String now)
      throws SQLException {
    return sql.update(
            "UPDATE queue_destination SET policy = ? WHERE domain = ? AND policy = ?",
            now,
            domain.aLabels(),
            before)
        > 0;
  }
}
