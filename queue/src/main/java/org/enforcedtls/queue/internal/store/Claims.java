package org.enforcedtls.queue.internal.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.enforcedtls.address.Domain;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueuePriority;
import org.enforcedtls.queue.entry.QueueStoreException;
import org.enforcedtls.queue.internal.store.DestinationRows.Destination;
import org.jspecify.annotations.Nullable;

/** The claims of one node. Safe for use by several threads at once. */
public final class Claims {
  private static final int MAX_LOOKS = 50;

  /** Content up to this size is read with the claim, larger when it is sent. */
  private static final int PREFETCH_OCTETS = 64 * 1024;

  private final Database database;
  private final DestinationRows destinations;
  private final Node node;

  /**
   * Who claims.
   *
   * @param name of the node, unique among all that work on the store
   * @param lease for how long a claim stands without being renewed
   */
  public record Node(String name, Duration lease) {}

  /**
   * The claims of a node.
   *
   * @param database the store
   * @param destinations their rows
   * @param node who claims
   */
  public Claims(Database database, DestinationRows destinations, Node node) {
    this.database = database;
    this.destinations = destinations;
    this.node = node;
  }

  /**
   * Claims a batch for the destination that has been due for longest. Blocking. Each claimed
   * recipient has its attempt counted, durably, before this returns.
   *
   * @return empty if nothing is due
   * @throws QueueStoreException if the store failed
   */
  public Optional<Claim> next() throws QueueStoreException {
    Look look;
    do {
      look = database.write(this::look);
    } while (look.taken().isEmpty() && look.notes() > 0);
    Optional<Taken> taken = look.taken();
    return taken.isEmpty() ? Optional.empty() : Optional.of(load(taken.get()));
  }

  private record Look(int notes, Optional<Taken> taken) {}

  /** Notes first, while the transaction holds no row that another node may be waiting for. */
  private Look look(Sql sql) throws SQLException {
    int notes = destinations.collectNotes(sql);
    return new Look(notes, take(sql));
  }

  private record Taken(String id, Domain domain, Instant at) {}

  private Optional<Taken> take(Sql sql) throws SQLException {
    Instant now = database.now(sql);
    for (int look = 0; look < MAX_LOOKS; look++) {
      Optional<Destination> found = destinations.mostOverdue(sql, now);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      Destination destination = found.get();
      Domain domain = destination.domain();
      boolean isPaused = destination.pausedUntil().filter(now::isBefore).isPresent();
      Taken taken = new Taken(QueueId.next(now).text(), domain, now);
      boolean isTaken =
          !isPaused && destinations.hasRoom(sql, destination) && take(sql, destination, taken) > 0;
      destinations.schedule(sql, domain, now);
      if (isTaken) {
        return Optional.of(taken);
      }
    }
    return Optional.empty();
  }

  private int take(Sql sql, Destination destination, Taken taken) throws SQLException {
    OptionalInt perMinute = destinations.limitsOf(taken.domain()).perMinute();
    int most = destinations.limitsOf(taken.domain()).batch();
    if (destination.failures() > 0) {
      most = 1;
    } else if (perMinute.isPresent()) {
      most = Math.min(most, perMinute.getAsInt());
    }
    int count = 0;
    for (QueuePriority priority : QueuePriority.values()) {
      if (count < most) {
        count +=
            sql.update(
                "UPDATE queue_recipient SET claim = ?, attempts = attempts + 1, attempted_at = ?"
                    + " WHERE (message, position) IN (SELECT message, position"
                    + " FROM queue_recipient WHERE domain = ? AND priority = ?"
                    + " AND claim IS NULL AND due_at <= ? ORDER BY due_at LIMIT ?"
                    + sql.dialect().skipLocked("queue_recipient")
                    + ")",
                taken.id(),
                taken.at(),
                taken.domain().aLabels(),
                priority.rank(),
                taken.at(),
                most - count);
      }
    }
    if (count > 0) {
      sql.update(
          "INSERT INTO queue_claim (id, domain, node, lease_until) VALUES (?, ?, ?, ?)",
          taken.id(),
          taken.domain().aLabels(),
          node.name(),
          taken.at().plus(node.lease()));
      if (perMinute.isPresent()) {
        Duration each = Duration.ofMinutes(1).dividedBy(perMinute.getAsInt());
        destinations.pause(sql, taken.domain(), taken.at().plus(each.multipliedBy(count)));
      }
    }
    return count;
  }

  private Claim load(Taken taken) throws QueueStoreException {
    Map<QueueId, Loading> messages = new LinkedHashMap<>();
    database.read(
        sql -> {
          messages.clear();
          sql.rows(
              "SELECT * FROM queue_recipient r JOIN queue_message m ON m.id = r.message"
                  + " WHERE r.claim = ? ORDER BY r.message, r.position",
              row -> {
                QueueId id = new QueueId(row.getString("message"));
                Loading loading = messages.get(id);
                if (loading == null) {
                  loading =
                      new Loading(
                          id,
                          Columns.envelope(row),
                          new StoredContent(database, id, Columns.survey(row)),
                          Columns.lifetime(row));
                  messages.put(id, loading);
                }
                loading.add(
                    Columns.recipient(row),
                    new Claim.Place(row.getInt("position"), row.getInt("attempts")));
                return id;
              },
              taken.id());
          prefetch(sql, taken, messages);
          return messages;
        });
    return new Claim(
        taken.id(),
        taken.domain(),
        taken.at(),
        messages.values().stream().map(Loading::message).toList());
  }

  private static void prefetch(Sql sql, Taken taken, Map<QueueId, Loading> messages)
      throws SQLException {
    sql.rows(
        "SELECT c.message, c.octets FROM queue_content c JOIN queue_message m ON m.id = c.message"
            + " WHERE c.chunk = 0 AND m.size_octets <= ? AND c.message IN"
            + " (SELECT message FROM queue_recipient WHERE claim = ?)",
        row -> {
          QueueId id = new QueueId(row.getString(1));
          Loading loading = messages.get(id);
          if (loading != null) {
            loading.content = MailContent.ofOctets(row.getBytes(2));
          }
          return id;
        },
        PREFETCH_OCTETS,
        taken.id());
  }

  /** A message while its rows are read. For one thread. */
  private static final class Loading {
    private final QueueId id;
    private final Envelope.Builder envelope;
    private final Claim.Lifetime lifetime;
    private final Map<Mailbox, Claim.Place> places = new LinkedHashMap<>();
    private MailContent content;

    Loading(QueueId id, Envelope.Builder envelope, MailContent content, Claim.Lifetime lifetime) {
      this.id = id;
      this.envelope = envelope;
      this.content = content;
      this.lifetime = lifetime;
    }

    void add(Recipient recipient, Claim.Place place) {
      envelope.to(recipient);
      places.put(recipient.mailbox(), place);
    }

    Claim.Message message() {
      return new Claim.Message(id, envelope.build(), content, lifetime, Map.copyOf(places));
    }
  }

  /**
   * Makes leases count anew from now on. Blocking.
   *
   * @param ids of claims of this node
   * @return those that another node has taken over
   * @throws QueueStoreException if the store failed
   */
  public Set<String> renew(Collection<String> ids) throws QueueStoreException {
    List<String> ordered = ids.stream().sorted().toList();
    return database.write(
        sql -> {
          Instant until = database.now(sql).plus(node.lease());
          int[] counts =
              sql.updateEach(
                  "UPDATE queue_claim SET lease_until = ? WHERE id = ?",
                  ordered.stream().map(id -> new @Nullable Object[] {until, id}).toList());
          Set<String> lost = new HashSet<>();
          for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
              lost.add(ordered.get(i));
            }
          }
          return lost;
        });
  }

  /** Whose claims are taken over. */
  public enum Abandoned {
    /** Those whose lease is over. */
    EXPIRED,
    /** All: no other process works on this store. */
    ALL
  }

  /**
   * Gives back to the queue what nobody works on any more. Blocking.
   *
   * @param abandoned which claims
   * @param own claims that this node is working on; they are left alone whatever the clock says
   * @return how many claims
   * @throws QueueStoreException if the store failed
   */
  public int takeOver(Abandoned abandoned, Set<String> own) throws QueueStoreException {
    return database.write(
        sql -> {
          Instant now = database.now(sql);
          List<Taken> over =
              sql.rows(
                  "SELECT id, domain FROM queue_claim WHERE lease_until < ? ORDER BY domain, id"
                      + sql.dialect().skipLocked("queue_claim"),
                  row -> new Taken(row.getString(1), Domain.of(row.getString(2)), now),
                  abandoned == Abandoned.ALL ? Instant.ofEpochMilli(Long.MAX_VALUE) : now);
          List<Taken> orphans = new ArrayList<>(over);
          orphans.removeIf(claim -> own.contains(claim.id()));
          for (Taken orphan : orphans) {
            sql.update(
                "INSERT INTO queue_attempt (message, position, attempt, started_at, ended_at, node,"
                    + " conclusion) SELECT r.message, r.position, r.attempts, r.attempted_at, ?,"
                    + " c.node, 'lost' FROM queue_recipient r JOIN queue_claim c ON c.id = r.claim"
                    + " WHERE r.claim = ?",
                now,
                orphan.id());
            sql.update("UPDATE queue_recipient SET claim = NULL WHERE claim = ?", orphan.id());
            end(sql, orphan.id(), orphan.domain(), now);
          }
          return orphans.size();
        });
  }

  /** Ends a claim that has no recipients any more. */
  private void end(Sql sql, String id, Domain domain, Instant now) throws SQLException {
    sql.update("DELETE FROM queue_claim WHERE id = ?", id);
    destinations.schedule(sql, domain, now);
  }
}
