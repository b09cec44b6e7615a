package org.enforcedtls.queue.internal.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.enforcedtls.queue.entry.QueueStoreException;

/** The transactions of a store. Safe for use by several threads at once. */
public interface Database extends AutoCloseable {
  /**
   * What one transaction does.
   *
   * @param <T> what it returns
   */
  @FunctionalInterface
  interface Work<T> {
    /**
     * Does it. May be called again if the transaction could not be committed, so it must have no
     * effect but on the store.
     *
     * @param sql on the connection of the transaction
     * @return what it found
     * @throws SQLException rolls the transaction back
     */
    T run(Sql sql) throws SQLException;
  }

  /**
   * Runs a transaction that changes something. Blocking; durable when it returns.
   *
   * @param <T> what it returns
   * @param work what it does
   * @return what it returned
   * @throws QueueStoreException if it was rolled back, or the connection broke
   */
  <T> T write(Work<T> work) throws QueueStoreException;

  /**
   * Runs a transaction that only reads. Blocking.
   *
   * @param <T> what it returns
   * @param work what it does
   * @return what it returned
   * @throws QueueStoreException if the store cannot be read
   */
  <T> T read(Work<T> work) throws QueueStoreException;

  /**
   * The time that counts for leases and due times.
   *
   * @param sql on a connection of this store
   * @return now
   * @throws SQLException if the store has to be asked and does not answer
   */
  Instant now(Sql sql) throws SQLException;

  /**
   * What the store speaks.
   *
   * @return the dialect
   */
  Dialect dialect();

  /**
   * Tells workers of other processes that there is work, once the transaction is committed.
   *
   * @param sql on the connection of the transaction
   * @throws SQLException if the store failed
   */
  void announce(Sql sql) throws SQLException;

  /** Wakes who waits for work in this process. */
  void wake();

  /**
   * Waits until there may be work: somebody enqueued, here or on another node. Blocking.
   *
   * @param atMost it returns by then in any case
   * @throws InterruptedException if the thread was interrupted
   */
  void awaitWake(Duration atMost) throws InterruptedException;

  /** Ends the connections that this store opened itself. */
  @Override
  void close();
}
