package org.enforcedtls.queue.internal.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.enforcedtls.message.Recipient;
import org.enforcedtls.message.TlsWish;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueStoreException;
import org.enforcedtls.queue.entry.QueueSubmission;
import org.enforcedtls.queue.entry.QueueTimes;
import org.enforcedtls.queue.entry.RecipientState;
import org.jspecify.annotations.Nullable;

/** Puts messages into the store. Safe for use by several threads at once. */
public final class Enqueueing {
  private static final String INSERT_MESSAGE =
      "INSERT INTO queue_message (id, arrived_at, expires_at, reverse_path, envelope_id, dsn_return,"
          + " tags, idempotency_key, size_octets, longest_line_octets, content_marks,"
          + " open_recipients, lifetime_from, tls_wish)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String INSERT_CHUNK =
      "INSERT INTO queue_content (message, chunk, octets) VALUES (?, ?, ?)";
  private static final String INSERT_RECIPIENT =
      "INSERT INTO queue_recipient (message, position, mailbox, domain, notify, original_recipient,"
          + " priority, state, due_at, sweep_at, attempts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)";
  private static final String INSERT_ARRIVAL =
      "INSERT INTO queue_arrival (domain, due_at) VALUES (?, ?)";

  private final Database database;
  private final QueueTimes times;
  private final InstantSource clock;

  /**
   * Puts messages into a store.
   *
   * @param database the store
   * @param times of messages that say nothing else
   * @param clock of this node, for ids
   */
  public Enqueueing(Database database, QueueTimes times, InstantSource clock) {
    this.database = database;
    this.times = times;
    this.clock = clock;
  }

  /**
   * Puts messages into the store, all or none. Blocking; durable when it returns.
   *
   * @param submissions what
   * @return their ids, in the same order
   * @throws QueueStoreException if the store failed
   * @throws IOException if a content cannot be read
   */
  public List<QueueId> enqueue(List<QueueSubmission> submissions) throws IOException {
    List<Intake> intakes = look(submissions);
    for (Intake intake : intakes) {
      if (intake.isLarge()) {
        stage(intake);
      }
    }
    List<QueueId> ids = database.write(sql -> insert(sql, intakes));
    database.wake();
    return ids;
  }

  /**
   * Puts messages into the store within a transaction of the caller's. Blocking.
   *
   * @param connection to the same store; neither committed nor closed
   * @param submissions what
   * @return their ids, in the same order
   * @throws SQLException if the store failed
   * @throws IOException if a content cannot be read
   */
  public List<QueueId> enqueue(Connection connection, List<QueueSubmission> submissions)
      throws SQLException, IOException {
    List<Intake> intakes = look(submissions);
    try (Sql sql = new Sql(connection, database.dialect())) {
      for (Intake intake : intakes) {
        if (intake.isLarge()) {
          intake.writeChunks((chunk, octets) -> writeChunk(sql, intake.id(), chunk, octets));
        }
      }
      return insert(sql, intakes);
    }
  }

  private List<Intake> look(List<QueueSubmission> submissions) throws IOException {
    List<Intake> intakes = new ArrayList<>();
    for (QueueSubmission submission : submissions) {
      intakes.add(Intake.of(submission, clock.instant()));
    }
    return intakes;
  }

  /** Chunk by chunk, so that a slow content keeps no transaction open. */
  private void stage(Intake intake) throws IOException {
    String id = intake.id().text();
    database.write(
        sql ->
            sql.update(
                "INSERT INTO queue_staging (message, started_at) VALUES (?, ?)",
                id,
                database.now(sql)));
    intake.writeChunks(
        (chunk, octets) -> database.write(sql -> sql.update(INSERT_CHUNK, id, chunk, octets)));
  }

  private static void writeChunk(Sql sql, QueueId id, int chunk, byte[] octets)
      throws QueueStoreException {
    try {
      sql.update(INSERT_CHUNK, id.text(), chunk, octets);
    } catch (SQLException e) {
      throw new QueueStoreException("a chunk of the content could not be written", e);
    }
  }

  private List<QueueId> insert(Sql sql, List<Intake> intakes) throws SQLException {
    Instant now = database.now(sql);
    List<QueueId> ids = new ArrayList<>();
    Rows rows = new Rows();
    for (Intake intake : intakes) {
      Optional<QueueId> known = insertKeyed(sql, intake, now);
      ids.add(known.orElse(intake.id()));
      if (known.isEmpty()) {
        rows.add(intake, now);
      }
    }
    sql.updateEach(INSERT_MESSAGE, rows.messages);
    sql.updateEach(INSERT_CHUNK, rows.chunks);
    sql.updateEach(INSERT_RECIPIENT, rows.recipients);
    sql.updateEach(INSERT_ARRIVAL, rows.arrivals);
    sql.updateEach("DELETE FROM queue_staging WHERE message = ?", rows.staged);
    database.announce(sql);
    return ids;
  }

  /** A message with a key is inserted at once; returns the id of the one that has the key. */
  private Optional<QueueId> insertKeyed(Sql sql, Intake intake, Instant now) throws SQLException {
    Optional<String> key = intake.submission().idempotencyKey();
    if (key.isEmpty()
        || sql.update(INSERT_MESSAGE + " ON CONFLICT DO NOTHING", message(intake, now)) == 1) {
      return Optional.empty();
    }
    sql.update("DELETE FROM queue_content WHERE message = ?", intake.id().text());
    return sql.first(
        "SELECT id FROM queue_message WHERE idempotency_key = ?",
        row -> new QueueId(row.getString(1)),
        key.get());
  }

  private @Nullable Object[] message(Intake intake, Instant now) {
    QueueSubmission submission = intake.submission();
    return new @Nullable Object[] {
      intake.id().text(),
      now,
      expiry(submission, now),
      submission.envelope().reversePath().toString(),
      submission.envelope().envelopeId().orElse(null),
      submission.envelope().dsnReturn().map(Enum::name).orElse(null),
      Columns.tags(submission.tags()),
      submission.idempotencyKey().orElse(null),
      intake.survey().sizeOctets(),
      intake.survey().longestLineOctets(),
      Columns.marks(intake.survey()),
      submission.envelope().recipients().size(),
      submission.lifetime().isPresent() ? null : start(submission, now),
      submission.envelope().tlsWish().map(TlsWish::configName).orElse(null)
    };
  }

  private static Instant start(QueueSubmission submission, Instant now) {
    return submission.earliest().filter(now::isBefore).orElse(now);
  }

  private Instant expiry(QueueSubmission submission, Instant now) {
    return start(submission, now).plus(submission.lifetime().orElse(times.lifetime()));
  }

  /** The rows of many messages, by table. For one thread. */
  private final class Rows {
    private final List<@Nullable Object[]> messages = new ArrayList<>();
    private final List<@Nullable Object[]> chunks = new ArrayList<>();
    private final List<@Nullable Object[]> recipients = new ArrayList<>();
    private final List<@Nullable Object[]> arrivals = new ArrayList<>();
    private final List<@Nullable Object[]> staged = new ArrayList<>();

    void add(Intake intake, Instant now) {
      QueueSubmission submission = intake.submission();
      String id = intake.id().text();
      if (submission.idempotencyKey().isEmpty()) {
        messages.add(message(intake, now));
      }
      if (intake.isLarge()) {
        staged.add(new Object[] {id});
      } else {
        chunks.add(new Object[] {id, 0, intake.onlyChunk()});
      }
      Instant start = start(submission, now);
      Instant expiry = expiry(submission, now);
      Instant notice = start.plus(times.delayNoticeAfter());
      Instant sweep = notice.isBefore(expiry) ? notice : expiry;
      Set<String> domains = new LinkedHashSet<>();
      int position = 0;
      for (Recipient recipient : submission.envelope().recipients()) {
        String domain = recipient.mailbox().domain().aLabels();
        domains.add(domain);
        recipients.add(
            new @Nullable Object[] {
              id,
              position++,
              recipient.mailbox().toString(),
              domain,
              recipient.notifyParameter().orElse(null),
              recipient.originalRecipient().orElse(null),
              submission.priority().rank(),
              RecipientState.WAITING.code(),
              start,
              sweep
            });
      }
      domains.forEach(domain -> arrivals.add(new Object[] {domain, start}));
    }
  }
}
