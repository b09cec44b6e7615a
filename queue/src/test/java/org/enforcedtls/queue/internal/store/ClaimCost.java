package org.enforcedtls.queue.internal.store;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.enforcedtls.queue.entry.DestinationLimits;
import org.enforcedtls.queue.entry.RecipientState;
import org.enforcedtls.queue.internal.store.DestinationRows.Reach;
import org.enforcedtls.queue.internal.store.Results.Finding;
import org.enforcedtls.queue.internal.store.Results.Next;
import org.enforcedtls.queue.internal.store.Results.Result;

/**
 * Measures what a claim and its results cost while so many messages are queued, and shows the plan.
 * Run it by hand: {@code ClaimCost STORE MESSAGES DOMAINS}, where the store is a directory or a
 * JDBC URL of an empty database.
 */
final class ClaimCost {
  private static final int CLAIMS = 50;

  private ClaimCost() {}

  public static void main(String[] args) throws IOException {
    int messages = Integer.parseInt(args[1]);
    int domains = Integer.parseInt(args[2]);
    try (Database database = ManyRows.open(args[0])) {
      ManyRows.fill(database, messages, domains);
      database.write(sql -> sql.update("ANALYZE"));
      measure(database, messages, domains);
      explain(database);
    }
  }

  private static void measure(Database database, int messages, int domains) throws IOException {
    DestinationRows destinations =
        new DestinationRows(d -> DestinationLimits.defaults(), failures -> Duration.ofMinutes(1));
    Claims.Node node = new Claims.Node("cost", Duration.ofMinutes(10));
    Claims claims = new Claims(database, destinations, node);
    Results results = new Results(database, destinations, node);
    // Collects all the notes first.
    settle(results, claims.next().orElseThrow());
    long[] claimed = new long[CLAIMS];
    long[] written = new long[CLAIMS];
    int recipients = 0;
    for (int i = 0; i < CLAIMS; i++) {
      long begin = System.nanoTime();
      Claim claim = claims.next().orElseThrow();
      claimed[i] = System.nanoTime() - begin;
      recipients += claim.messages().size();
      long mid = System.nanoTime();
      settle(results, claim);
      written[i] = System.nanoTime() - mid;
    }
    System.out.printf(
        "%d messages to %d domains: %d recipients a claim, claim %d us, results %d us (medians)%n",
        messages, domains, recipients / CLAIMS, median(claimed), median(written));
  }

  private static long median(long[] nanos) {
    Arrays.sort(nanos);
    return nanos[nanos.length / 2] / 1_000;
  }

  private static void settle(Results results, Claim claim) throws IOException {
    List<Result> all = new ArrayList<>();
    for (Claim.Message message : claim.messages()) {
      for (Claim.Place place : message.places().values()) {
        all.add(
            new Result(
                claim,
                message.id(),
                place,
                new Next(RecipientState.ACCEPTED, null, null),
                new Finding("accepted", "2.0.0", null, null, null, "")));
      }
    }
    results.write(all, List.of(StoreScene.end(claim, Reach.REACHED)));
  }

  private static void explain(Database database) throws IOException {
    boolean isSqlite = database.dialect() == Dialect.SQLITE;
    String explain = isSqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ";
    for (String statement :
        List.of(
            "SELECT domain, paused_until, failures FROM queue_destination"
                + " WHERE due_at <= 9999999999999 ORDER BY due_at LIMIT 1"
                + database.dialect().skipLocked("queue_destination"),
            "UPDATE queue_recipient SET claim = 'c', attempts = attempts + 1, attempted_at = 1"
                + " WHERE (message, position) IN (SELECT message, position FROM queue_recipient"
                + " WHERE domain = 'd1.example' AND priority = 1 AND claim IS NULL"
                + " AND due_at <= 9999999999999 ORDER BY due_at LIMIT 100"
                + database.dialect().skipLocked("queue_recipient")
                + ")",
            "SELECT due_at FROM queue_recipient WHERE domain = 'd1.example' AND priority = 1"
                + " AND claim IS NULL AND due_at IS NOT NULL ORDER BY due_at LIMIT 1")) {
      System.out.println(statement);
      database
          .read(sql -> sql.rows(explain + statement, row -> row.getString(isSqlite ? 4 : 1)))
          .forEach(line -> System.out.println("  " + line));
    }
  }
}
