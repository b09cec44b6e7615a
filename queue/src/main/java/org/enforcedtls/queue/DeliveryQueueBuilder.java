package org.enforcedtls.queue;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.enforcedtls.queue.entry.QueueStoreException;
import org.enforcedtls.queue.entry.QueueTimes;
import org.enforcedtls.queue.internal.store.Database;
import org.enforcedtls.queue.internal.store.PostgresDatabase;
import org.enforcedtls.queue.internal.store.SqliteDatabase;
import org.jspecify.annotations.Nullable;

/** Opens a {@link DeliveryQueue}. For one thread. */
public final class DeliveryQueueBuilder {
  private static final String POSTGRES_URL = "jdbc:postgresql:";
  private static final int DEFAULT_POOL = 20;

  private final Opening opening;
  private final Optional<Path> directory;
  private QueueTimes times = QueueTimes.defaults();
  private @Nullable InstantSource clock;

  private interface Opening {
    Database open(Optional<InstantSource> clock) throws QueueStoreException;
  }

  private DeliveryQueueBuilder(Opening opening, Optional<Path> directory) {
    this.opening = opening;
    this.directory = directory;
  }

  static DeliveryQueueBuilder inDirectory(Path directory) {
    return new DeliveryQueueBuilder(
        clock -> SqliteDatabase.open(directory, clock.orElseGet(InstantSource::system)),
        Optional.of(directory));
  }

  static DeliveryQueueBuilder inPostgres(DataSource source) {
    return new DeliveryQueueBuilder(
        clock -> PostgresDatabase.open(source, clock, () -> {}), Optional.empty());
  }

  static DeliveryQueueBuilder inPostgres(String jdbcUrl) {
    if (!jdbcUrl.startsWith(POSTGRES_URL)) {
      throw new IllegalArgumentException(
          "jdbcUrl: expected " + POSTGRES_URL + "//host/database, found another driver's");
    }
    return new DeliveryQueueBuilder(clock -> openPool(jdbcUrl, clock), Optional.empty());
  }

  private static Database openPool(String jdbcUrl, Optional<InstantSource> clock)
      throws QueueStoreException {
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName("enforced-tls-queue");
    pool.setMaximumPoolSize(DEFAULT_POOL);
    pool.setJdbcUrl(jdbcUrl);
    // A server that is down now may be up in a moment: the first use says so, or finds it.
    pool.setInitializationFailTimeout(-1);
    try {
      return PostgresDatabase.open(pool, clock, pool::close);
    } catch (QueueStoreException e) {
      pool.close();
      throw e;
    }
  }

  /**
   * Sets how long a message is tried and remembered; {@link QueueTimes#defaults()} unless set. For
   * messages that are enqueued through this queue.
   *
   * @param times of messages that say nothing else
   * @return this
   */
  public DeliveryQueueBuilder times(QueueTimes times) {
    this.times = requireNonNull(times, "times");
    return this;
  }

  /**
   * Sets the clock, for tests. Unless set, SQLite goes by the clock of the system, PostgreSQL by
   * that of its server.
   *
   * @param clock says what time it is; safe for use by several threads at once
   * @return this
   */
  public DeliveryQueueBuilder clock(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock");
    return this;
  }

  QueueTimes times() {
    return times;
  }

  /** Where the store is, if no other process works on it. */
  Optional<Path> directory() {
    return directory;
  }

  InstantSource idClock() {
    return clock == null ? InstantSource.system() : clock;
  }

  /**
   * Opens the queue, and makes or updates its tables if need be. Blocking.
   *
   * @return the queue
   * @throws QueueStoreException if the store cannot be used, or its tables are of a newer version
   */
  public DeliveryQueue open() throws QueueStoreException {
    return new DeliveryQueue(opening.open(Optional.ofNullable(clock)), this);
  }
}
