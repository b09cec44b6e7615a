package org.enforcedtls.queue.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.enforcedtls.queue.entry.QueueStoreException;

/**
 * A store that several nodes share. Leases and due times go by the clock of the server, which is
 * the same for all of them.
 */
public final class PostgresDatabase implements Database {
  /** Serialization failure, and dead-lock: the transaction is innocent and can be repeated. */
  private static final Set<String> REPEATABLE = Set.of("40001", "40P01");

  private static final int MAX_TRIES = 5;

  /** To announce is a lock that all committers share, so not every transaction does. */
  private static final long ANNOUNCE_EVERY_NANOS = Duration.ofMillis(100).toNanos();

  private final DataSource source;
  private final Optional<InstantSource> clock;
  private final Runnable atClose;
  private final Wake wake = new Wake();
  private final WakeListener listener;
  private final AtomicLong announcedAt = new AtomicLong(System.nanoTime() - ANNOUNCE_EVERY_NANOS);

  private PostgresDatabase(DataSource source, Optional<InstantSource> clock, Runnable atClose) {
    this.source = source;
    this.clock = clock;
    this.atClose = atClose;
    this.listener = new WakeListener(source, wake);
  }

  /**
   * Opens a store, and makes or updates its tables if need be.
   *
   * @param source of connections; one is kept for as long as somebody waits for work
   * @param clock in place of the server's; empty but for tests
   * @param atClose ends what the source holds
   * @return the store
   * @throws QueueStoreException if it cannot be used, or does not keep what it commits
   */
  public static PostgresDatabase open(
      DataSource source, Optional<InstantSource> clock, Runnable atClose)
      throws QueueStoreException {
    PostgresDatabase database = new PostgresDatabase(source, clock, atClose);
    database.write(
        sql -> {
          requireDurable(sql, "fsync");
          requireDurable(sql, "synchronous_commit");
          Migrations.run(sql);
          return sql;
        });
    return database;
  }

  private static void requireDurable(Sql sql, String setting) throws SQLException {
    Optional<String> value = sql.first("SHOW " + setting, row -> row.getString(1));
    if (value.filter("off"::equals).isPresent()) {
      throw new SQLException(
          "expected a server that keeps what it commits, found " + setting + " = off");
    }
  }

  @Override
  public <T> T write(Work<T> work) throws QueueStoreException {
    for (int tries = 1; ; tries++) {
      try {
        return transaction(work);
      } catch (SQLException e) {
        if (tries == MAX_TRIES || !isRepeatable(e)) {
          throw failed(e);
        }
      }
    }
  }

  private static boolean isRepeatable(SQLException e) {
    return e.getSQLState() != null && REPEATABLE.contains(e.getSQLState());
  }

  private <T> T transaction(Work<T> work) throws SQLException {
    try (Connection connection = source.getConnection();
        Sql sql = new Sql(connection, Dialect.POSTGRESQL)) {
      connection.setAutoCommit(false);
      boolean isDone = false;
      try {
        T result = work.run(sql);
        connection.commit();
        isDone = true;
        return result;
      } finally {
        if (!isDone) {
          rollBack(connection);
        }
        connection.setAutoCommit(true);
      }
    }
  }

  private static void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // The connection is gone, and the transaction with it; the first exception says why.
      assert e.getMessage() != null;
    }
  }

  @Override
  public <T> T read(Work<T> work) throws QueueStoreException {
    try (Connection connection = source.getConnection();
        Sql sql = new Sql(connection, Dialect.POSTGRESQL)) {
      return work.run(sql);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static QueueStoreException failed(SQLException e) {
    return new QueueStoreException("the queue in PostgreSQL failed: " + e.getMessage(), e);
  }

  @Override
  public Instant now(Sql sql) throws SQLException {
    return clock.isPresent()
        ? clock.get().instant()
        : Instant.ofEpochMilli(
            sql.number("SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::bigint"));
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public void announce(Sql sql) throws SQLException {
    long now = System.nanoTime();
    long last = announcedAt.get();
    if (now - last >= ANNOUNCE_EVERY_NANOS && announcedAt.compareAndSet(last, now)) {
      sql.rows("SELECT pg_notify(?, '')", row -> "", WakeListener.CHANNEL);
    }
  }

  @Override
  public void wake() {
    wake.wake();
  }

  @Override
  public void awaitWake(Duration atMost) throws InterruptedException {
    listener.startOnce();
    wake.await(atMost);
  }

  @Override
  public void close() {
    listener.close();
    atClose.run();
  }
}
