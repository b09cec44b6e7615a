package org.enforcedtls.queue.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to what other nodes announce, on a connection of its own. While it has none, workers find
 * work by looking. Safe for use by several threads at once.
 */
final class WakeListener implements AutoCloseable {
  static final String CHANNEL = "enforced_tls_queue";

  private static final Logger LOG = LoggerFactory.getLogger(WakeListener.class);
  private static final int LISTEN_MILLIS = 1_000;
  private static final int RETRY_MILLIS = 1_000;

  private final DataSource source;
  private final Wake wake;
  private final AtomicBoolean isStarted = new AtomicBoolean();
  private final Thread thread;

  WakeListener(DataSource source, Wake wake) {
    this.source = source;
    this.wake = wake;
    this.thread = new Thread(this::run, "enforced-tls-queue-listener");
    thread.setDaemon(true);
  }

  void startOnce() {
    if (isStarted.compareAndSet(false, true)) {
      thread.start();
    }
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try (Connection connection = source.getConnection()) {
          listen(connection);
        } catch (SQLException e) {
          LOG.debug("no connection to listen on", e);
          Thread.sleep(RETRY_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN " + CHANNEL);
      PGConnection postgres = connection.unwrap(PGConnection.class);
      while (!Thread.currentThread().isInterrupted()) {
        PGNotification[] heard = postgres.getNotifications(LISTEN_MILLIS);
        if (heard != null && heard.length > 0) {
          wake.wake();
        }
      }
      statement.execute("UNLISTEN " + CHANNEL);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    if (isStarted.get()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
