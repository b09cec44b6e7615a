package org.enforcedtls.queue.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The one writer of a SQLite file. What several threads want written while the last commit was on
 * its way to the disk is committed together, so that they share one fsync. If one piece fails, each
 * is done again in a transaction of its own, so that it takes none of the others with it: that is
 * rare, and savepoints would cost in every group.
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
      job.committed.completeExceptionally(closed()); // nothing, if the last group has it
    }
    return job.committed;
  }

  private void write() {
    List<Job<?>> group = new ArrayList<>();
    try {
      while (!isClosed) {
        group.clear();
        group.add(jobs.take());
        jobs.drainTo(group, MAX_JOBS - 1);
        commit(group);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      isClosed = true;
      jobs.drainTo(group);
      fail(group, closed());
    }
  }

  private void commit(List<Job<?>> group) {
    try {
      execute("BEGIN IMMEDIATE");
    } catch (SQLException e) {
      fail(group, e);
      return;
    }
    try {
      for (Job<?> job : group) {
        job.run(sql);
      }
      execute("COMMIT");
      group.forEach(job -> job.success.run());
    } catch (SQLException | RuntimeException e) {
      rollBack();
      if (group.size() == 1) {
        fail(group, e);
      } else {
        group.forEach(job -> commit(List.of(job)));
      }
    }
  }

  /** Tells those that still wait. */
  private static void fail(List<Job<?>> group, Exception e) {
    group.forEach(job -> job.committed.completeExceptionally(e));
  }

  private static SQLException closed() {
    return new SQLException("the queue is closed");
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
