package org.enforcedtls.queue.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The one writer of a SQLite file. What several threads want written while the last commit was on
 * its way to the disk is committed together, so that they share one fsync; each piece has a
 * savepoint, so that one that fails takes none of the others with it.
 */
final class GroupCommit implements AutoCloseable {
  private static final int MAX_JOBS = 500;

  private final Connection connection;
  private final Sql sql;
  private final LinkedBlockingQueue<Job<?>> jobs = new LinkedBlockingQueue<>();
  private final Thread writer;
  private volatile boolean isClosed;

  /** A piece of work, and who waits for it. */
  private static final class Job<T> {
    private final Database.Work<T> work;
    private final CompletableFuture<T> committed = new CompletableFuture<>();
    private Runnable success = () -> {};

    Job(Database.Work<T> work) {
      this.work = work;
    }

    void run(Sql sql) throws SQLException {
      T result = work.run(sql);
      success = () -> committed.complete(result);
    }
  }

  GroupCommit(Connection connection) {
    this.connection = connection;
    this.sql = new Sql(connection, Dialect.SQLITE);
    this.writer = new Thread(this::write, "enforced-tls-queue-writer");
    writer.setDaemon(true);
    writer.start();
  }

  /** Completes once the work is on the disk; exceptionally with what the driver threw. */
  <T> CompletableFuture<T> submit(Database.Work<T> work) {
    Job<T> job = new Job<>(work);
    jobs.add(job);
    if (isClosed) {
      failWaiting();
    }
    return job.committed;
  }

  private void write() {
    try {
      while (!isClosed) {
        List<Job<?>> group = new ArrayList<>();
        group.add(jobs.take());
        jobs.drainTo(group, MAX_JOBS - 1);
        commit(group);
      }
    } catch (InterruptedException e) {
      isClosed = true;
    } finally {
      failWaiting();
    }
  }

  private void commit(List<Job<?>> group) {
    List<Job<?>> written = new ArrayList<>();
    try {
      execute("BEGIN IMMEDIATE");
      for (Job<?> job : group) {
        if (runAlone(job)) {
          written.add(job);
        }
      }
      execute("COMMIT");
      written.forEach(job -> job.success.run());
    } catch (SQLException | RuntimeException e) {
      rollBack();
      group.forEach(job -> job.committed.completeExceptionally(e));
    }
  }

  /** False if it failed and left no trace. */
  private boolean runAlone(Job<?> job) throws SQLException {
    execute("SAVEPOINT job");
    try {
      job.run(sql);
      execute("RELEASE job");
      return true;
    } catch (SQLException | RuntimeException e) {
      undo(e);
      job.committed.completeExceptionally(e);
      return false;
    }
  }

  /** A full disk ends the whole transaction: then there is nothing to undo, and the group fails. */
  private void undo(Exception failure) throws SQLException {
    try {
      execute("ROLLBACK TO job");
      execute("RELEASE job");
    } catch (SQLException e) {
      if (failure instanceof SQLException first) {
        first.addSuppressed(e);
        throw first;
      }
      throw e;
    }
  }

  private void rollBack() {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      // SQLite has done it already.
      assert e.getMessage() != null;
    }
  }

  private void execute(String text) throws SQLException {
    sql.update(text);
  }

  private void failWaiting() {
    List<Job<?>> waiting = new ArrayList<>();
    jobs.drainTo(waiting);
    SQLException closed = new SQLException("the queue is closed");
    waiting.forEach(job -> job.committed.completeExceptionally(closed));
  }

  /** Lets the last group end; what was submitted later fails. */
  @Override
  public void close() throws SQLException {
    isClosed = true;
    writer.interrupt();
    boolean wasInterrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        wasInterrupted = true;
      }
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
    sql.close();
    connection.close();
  }
}
