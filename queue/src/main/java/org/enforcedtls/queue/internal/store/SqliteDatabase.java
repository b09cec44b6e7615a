package org.enforcedtls.queue.internal.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.enforcedtls.queue.entry.QueueStoreException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A store in one file, with its write-ahead log beside it. A commit is on the disk when it returns
 * (synchronous FULL).
 */
public final class SqliteDatabase implements Database {
  private static final String FILE = "queue.sqlite";
  private static final int BUSY_TIMEOUT_MILLIS = 30_000;
  private static final int READERS = 4;

  private final Path file;
  private final InstantSource clock;
  private final GroupCommit writer;
  private final HikariDataSource readers;
  private final Wake wake = new Wake();

  private SqliteDatabase(Path file, InstantSource clock, Connection connection) {
    this.file = file;
    this.clock = clock;
    this.writer = new GroupCommit(connection);
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("enforced-tls-queue-readers");
    SQLiteDataSource source = new SQLiteDataSource(config());
    source.setUrl(url(file));
    pool.setDataSource(source);
    pool.setMaximumPoolSize(READERS);
    pool.setMinimumIdle(1);
    this.readers = new HikariDataSource(pool);
  }

  /**
   * Opens a store, or makes it.
   *
   * @param directory of the file, made if it is not there
   * @param clock says what time it is
   * @return the store
   * @throws QueueStoreException if the directory or the file cannot be used
   */
  public static SqliteDatabase open(Path directory, InstantSource clock)
      throws QueueStoreException {
    Path file = directory.resolve(FILE);
    try {
      Files.createDirectories(directory);
      Connection connection = config().createConnection(url(file));
      SqliteDatabase database = new SqliteDatabase(file, clock, connection);
      try {
        database.write(
            sql -> {
              Migrations.run(sql);
              return sql;
            });
      } catch (QueueStoreException e) {
        database.close();
        throw e;
      }
      return database;
    } catch (SQLException e) {
      throw failed(file, e);
    } catch (QueueStoreException e) {
      throw e;
    } catch (IOException e) {
      throw new QueueStoreException("the directory " + directory + " cannot be made", e);
    }
  }

  private static String url(Path file) {
    return "jdbc:sqlite:" + file.toAbsolutePath();
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    return config;
  }

  @Override
  public <T> T write(Work<T> work) throws QueueStoreException {
    CompletableFuture<T> committed = writer.submit(work);
    boolean wasInterrupted = false;
    try {
      while (true) {
        try {
          return committed.get();
        } catch (InterruptedException e) {
          // The work is under way: whoever gave up now would not know what became of it.
          wasInterrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw failed(file, e.getCause() == null ? e : e.getCause());
    } finally {
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public <T> T read(Work<T> work) throws QueueStoreException {
    try (Connection connection = readers.getConnection();
        Sql sql = new Sql(connection, Dialect.SQLITE)) {
      return work.run(sql);
    } catch (SQLException e) {
      throw failed(file, e);
    }
  }

  private static QueueStoreException failed(Path file, Throwable e) {
    if (e instanceof SQLiteException sqlite
        && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_FULL) {
      return new QueueStoreException("the disk of " + file + " is full: nothing was written", e);
    }
    return new QueueStoreException("the queue in " + file + " failed: " + e.getMessage(), e);
  }

  @Override
  public Instant now(Sql sql) {
    return clock.instant();
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public void announce(Sql sql) {
    // All workers are in this process, and are woken in it.
  }

  @Override
  public void wake() {
    wake.wake();
  }

  @Override
  public void awaitWake(Duration atMost) throws InterruptedException {
    wake.await(atMost);
  }

  @Override
  public void close() {
    readers.close();
    try {
      writer.close();
    } catch (SQLException e) {
      throw new IllegalStateException("the queue in " + file + " could not be closed", e);
    }
  }
}
