package org.enforcedtls.queue;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.queue.entry.QueueAttempt;
import org.enforcedtls.queue.entry.QueueEntry;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueQuery;
import org.enforcedtls.queue.entry.QueueStats;
import org.enforcedtls.queue.entry.QueueStoreException;
import org.enforcedtls.queue.entry.QueueSubmission;
import org.enforcedtls.queue.internal.store.Database;
import org.enforcedtls.queue.internal.store.Enqueueing;
import org.enforcedtls.queue.internal.store.Listing;
import org.enforcedtls.queue.internal.store.Operations;

/**
 * A durable queue in front of delivery. Safe for use by several threads at once; one serves an
 * application. It only keeps messages: a {@link QueueWorker}, here or in another process, sends
 * them.
 *
 * <p><b>Guarantees.</b> A message whose enqueue has returned is on the disk and stays in the queue
 * until an MX host took responsibility for each recipient, it failed for good or its lifetime was
 * over and the sender was told, or an operator took it out. A crash of the process, of the machine
 * or of the database changes nothing of that. A message can be delivered twice if a crash falls
 * between the host's reply and the note of it, never because two nodes work at once.
 */
public final class DeliveryQueue implements AutoCloseable {
  private final Database database;
  private final DeliveryQueueBuilder settings;
  private final Enqueueing enqueueing;
  private final Listing listing;
  private final Operations operations;

  DeliveryQueue(Database database, DeliveryQueueBuilder settings) {
    this.database = database;
    this.settings = settings;
    this.enqueueing = new Enqueueing(database, settings.times(), settings.idClock());
    this.listing = new Listing(database);
    this.operations = new Operations(database);
  }

  /**
   * A queue of its own in one directory, in one file of SQLite. Several processes may enqueue and
   * look; one of them works.
   *
   * @param directory made if it is not there; on a local disk
   * @return a builder with the defaults that its methods name
   */
  public static DeliveryQueueBuilder inDirectory(Path directory) {
    return DeliveryQueueBuilder.inDirectory(requireNonNull(directory, "directory"));
  }

  /**
   * A queue in PostgreSQL, version 12 or later, for any number of nodes.
   *
   * @param source of connections; a pool, one connection for each thread that enqueues or works and
   *     one more to listen. The caller closes it
   * @return a builder with the defaults that its methods name
   */
  public static DeliveryQueueBuilder inPostgres(DataSource source) {
    return DeliveryQueueBuilder.inPostgres(requireNonNull(source, "source"));
  }

  /**
   * A queue in PostgreSQL, with a pool of its own.
   *
   * @param jdbcUrl such as {@code jdbc:postgresql://db.bank.example/mail?user=queue}
   * @return a builder with the defaults that its methods name
   * @throws IllegalArgumentException if it is not a URL of PostgreSQL's driver
   */
  public static DeliveryQueueBuilder inPostgres(String jdbcUrl) {
    return DeliveryQueueBuilder.inPostgres(jdbcUrl);
  }

  /**
   * Enqueues a message. Blocking; durable when it returns.
   *
   * @param submission what
   * @return its id; that of the first if its idempotency key was used before
   * @throws QueueStoreException if the store failed
   * @throws IOException if the content cannot be read
   */
  public QueueId enqueue(QueueSubmission submission) throws IOException {
    return enqueue(List.of(submission)).get(0);
  }

  /**
   * Enqueues messages in one transaction, all or none. Blocking; durable when it returns.
   *
   * @param submissions what
   * @return their ids, in the same order
   * @throws QueueStoreException if the store failed
   * @throws IOException if a content cannot be read
   */
  public List<QueueId> enqueue(List<QueueSubmission> submissions) throws IOException {
    return enqueueing.enqueue(List.copyOf(submissions));
  }

  /**
   * Enqueues messages within a transaction of the caller's, so that they exist if and only if what
   * else it writes does. Durable, and seen by workers, once the caller has committed. Blocking. On
   * SQLite, where there is one writer at a time, be quick.
   *
   * @param connection to the database of this queue, without auto-commit; neither committed nor
   *     closed
   * @param submissions what
   * @return their ids, in the same order
   * @throws SQLException if the database failed; the caller rolls back
   * @throws IOException if a content cannot be read; the caller rolls back
   * @throws IllegalArgumentException if the connection has auto-commit on
   */
  public List<QueueId> enqueue(Connection connection, List<QueueSubmission> submissions)
      throws SQLException, IOException {
    if (connection.getAutoCommit()) {
      throw new IllegalArgumentException(
          "connection: expected one in a transaction (setAutoCommit(false)), found auto-commit");
    }
    return enqueueing.enqueue(connection, List.copyOf(submissions));
  }

  /**
   * Starts a worker of this queue.
   *
   * @param client delivers; the caller closes it, after the worker
   * @return a builder with the defaults that its methods name
   */
  public QueueWorkerBuilder worker(EnforcedTlsClient client) {
    return new QueueWorkerBuilder(database, settings, requireNonNull(client, "client"));
  }

  /**
   * Lists recipients, those of the oldest message first. Blocking.
   *
   * @param query which
   * @param most 1 or more
   * @return at most so many
   * @throws QueueStoreException if the store failed
   */
  public List<QueueEntry> list(QueueQuery query, int most) throws QueueStoreException {
    return listing.entries(query, null, most);
  }

  /**
   * Lists further recipients. Blocking.
   *
   * @param query which
   * @param after the last that is known
   * @param most 1 or more
   * @return at most so many; none if there are no more
   * @throws QueueStoreException if the store failed
   */
  public List<QueueEntry> list(QueueQuery query, QueueEntry after, int most)
      throws QueueStoreException {
    return listing.entries(query, requireNonNull(after, "after"), most);
  }

  /**
   * What was tried for a message. Blocking.
   *
   * @param id of the message
   * @return by recipient, the first attempt first
   * @throws QueueStoreException if the store failed
   */
  public List<QueueAttempt> attempts(QueueId id) throws QueueStoreException {
    return listing.attempts(id);
  }

  /**
   * How full the queue is. Blocking; looks at every recipient.
   *
   * @return the numbers
   * @throws QueueStoreException if the store failed
   */
  public QueueStats stats() throws QueueStoreException {
    return listing.stats();
  }

  /**
   * Has recipients that wait or are held tried at once. One domain that is down is probed first.
   * Blocking.
   *
   * @param query which
   * @return how many
   * @throws QueueStoreException if the store failed
   */
  public int retry(QueueQuery query) throws QueueStoreException {
    return operations.retry(query);
  }

  /**
   * Keeps recipients back: they are neither tried nor expired until they are released. What is
   * being delivered at the moment is left alone. Blocking.
   *
   * @param query which
   * @return how many
   * @throws QueueStoreException if the store failed
   */
  public int hold(QueueQuery query) throws QueueStoreException {
    return operations.hold(query);
  }

  /**
   * Has recipients that were kept back tried again. Blocking.
   *
   * @param query which
   * @return how many
   * @throws QueueStoreException if the store failed
   */
  public int release(QueueQuery query) throws QueueStoreException {
    return operations.release(query);
  }

  /**
   * Takes recipients out. Nobody is told. What is being delivered at the moment is left alone.
   * Blocking.
   *
   * @param query which
   * @return how many
   * @throws QueueStoreException if the store failed
   */
  public int remove(QueueQuery query) throws QueueStoreException {
    return operations.remove(query);
  }

  /** Closes the store. Workers are closed first. What is enqueued stays. */
  @Override
  public void close() {
    database.close();
  }
}
