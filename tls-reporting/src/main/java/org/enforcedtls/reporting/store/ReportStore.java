package org.enforcedtls.reporting.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.enforcedtls.reporting.count.CountLog;
import org.enforcedtls.reporting.count.CountedSession;
import org.enforcedtls.reporting.count.Totals;
import org.enforcedtls.reporting.report.MalformedReportException;
import org.enforcedtls.reporting.report.PolicyResults;
import org.enforcedtls.reporting.report.TlsReportReader;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Counts and reports on disk. Safe for use by several threads at once, and by several processes:
 * those of one host in a directory, those of several in PostgreSQL. All methods block, and throw
 * {@link IOException} if the store cannot be used; nothing is changed then.
 *
 * <p><em>Guarantees</em>: what a method changed is on the disk when it returns, on SQLite by its
 * write-ahead log with synchronous FULL, on PostgreSQL as its server is set. A report is claimed by
 * one node at a time.
 */
public final class ReportStore implements CountLog, AutoCloseable {
  private static final String FILE = "tls-reports.sqlite";
  private static final String POSTGRES_URL = "jdbc:postgresql:";
  private static final int BUSY_TIMEOUT_MILLIS = 30_000;
  private static final int CONNECT_SECONDS = 10;
  private static final int ANSWER_SECONDS = 60;

  private final Transactions transactions;
  private final Optional<Connection> kept;
  private final TlsReportReader reader = new TlsReportReader();

  private ReportStore(Transactions transactions, Optional<Connection> kept) throws IOException {
    this.transactions = transactions;
    this.kept = kept;
    transactions.run(Schema::make);
  }

  /**
   * Opens a store in a directory of a local disk, and makes both if need be. Blocking.
   *
   * @param directory of the store
   * @return the store
   * @throws IOException if it cannot be used
   */
  public static ReportStore inDirectory(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    Files.createDirectories(directory);
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    // Whoever reads first and then wants to write may find that somebody else has written.
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    Connection kept = open(source, file);
    boolean isOpen = false;
    try {
      ReportStore store =
          new ReportStore(new Transactions(source, file.toString()), Optional.of(kept));
      isOpen = true;
      return store;
    } finally {
      if (!isOpen) {
        close(kept);
      }
    }
  }

  /** With the last connection to a file its log goes: one is kept, so that it stays. */
  private static Connection open(DataSource source, Path file) throws IOException {
    try {
      return source.getConnection();
    } catch (SQLException e) {
      throw new IOException("the counts in " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Opens a store in PostgreSQL, and makes its tables if need be. Blocking.
   *
   * @param source of connections; not closed with the store
   * @return the store
   * @throws IOException if it cannot be used
   */
  public static ReportStore inPostgres(DataSource source) throws IOException {
    requireNonNull(source, "source");
    return new ReportStore(new Transactions(source, "PostgreSQL"), Optional.empty());
  }

  /**
   * Opens a store in PostgreSQL, with a connection for each transaction. Blocking; unless the URL
   * says otherwise, for at most 10 s until it is connected and 60 s for an answer.
   *
   * @param jdbcUrl such as {@code jdbc:postgresql://host/database?user=…}
   * @return the store
   * @throws IOException if it cannot be used
   * @throws IllegalArgumentException if the URL is another driver's
   */
  public static ReportStore inPostgres(String jdbcUrl) throws IOException {
    if (!jdbcUrl.startsWith(POSTGRES_URL)) {
      throw new IllegalArgumentException(
          "jdbcUrl: expected " + POSTGRES_URL + "//host/database, found another driver's");
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setSocketTimeout(ANSWER_SECONDS);
    source.setUrl(jdbcUrl);
    return inPostgres(source);
  }

  @Override
  public void add(Map<CountedSession, Long> counts) throws IOException {
    transactions.run(connection -> CountRows.add(connection, counts));
  }

  /**
   * What is counted and not reported.
   *
   * @param before the first day that is not over
   * @param now the moment
   * @return without the reports that somebody is sending, or will try again later; the oldest day
   *     first
   * @throws IOException if the store cannot be used
   */
  public List<ReportDay> unreported(LocalDate before, Instant now) throws IOException {
    return transactions.run(connection -> CountRows.unreported(connection, before, now));
  }

  /**
   * What was counted of a domain and a day.
   *
   * @param about domain and day
   * @return for each policy
   * @throws IOException if the store cannot be used, or holds something else
   */
  public List<PolicyResults> results(ReportDay about) throws IOException {
    Totals totals = new Totals();
    for (CountRows.Row row : transactions.run(connection -> CountRows.of(connection, about))) {
      totals.add(resultsOf(row), row.sessions());
    }
    return totals.results();
  }

  private PolicyResults resultsOf(CountRows.Row row) throws MalformedReportException {
    return reader.readResults(row.results());
  }

  /**
   * Claims a report for this node.
   *
   * @param about domain and day
   * @param reportId its id, unless it has one from an earlier try
   * @param now the moment
   * @param until when another node may claim it, if this one has not brought it to its end
   * @return empty if another node has it, or it waits for its next try, or has ended
   * @throws IOException if the store cannot be used
   */
  public Optional<ReportClaim> claim(ReportDay about, String reportId, Instant now, Instant until)
      throws IOException {
    return transactions.run(
        connection -> ReportRows.claim(connection, about, reportId, now, until));
  }

  /**
   * Notes that somebody has the report.
   *
   * @param claim of the report
   * @param destination the URI, without line end
   * @throws IOException if the store cannot be used
   */
  public void taken(ReportClaim claim, String destination) throws IOException {
    transactions.run(
        connection -> {
          ReportRows.taken(connection, claim, destination);
          return claim;
        });
  }

  /**
   * Hands a report back, to be claimed again later. Nothing changes if another node has it by now.
   *
   * @param claim of the report
   * @param next when it may be claimed
   * @throws IOException if the store cannot be used
   */
  public void retryAt(ReportClaim claim, Instant next) throws IOException {
    transactions.run(connection -> ReportRows.retryAt(connection, claim, next));
  }

  /**
   * Brings a report to its end: its counts are gone then. Nothing changes if another node has it by
   * now.
   *
   * @param claim of the report
   * @param ending how
   * @throws IOException if the store cannot be used
   */
  public void end(ReportClaim claim, ReportEnding ending) throws IOException {
    transactions.run(
        connection -> {
          if (ReportRows.end(connection, claim, ending)) {
            CountRows.delete(connection, claim.about());
          }
          return claim;
        });
  }

  /**
   * Forgets old days, reported or not.
   *
   * @param before the first day to be kept
   * @return how many kinds of sessions were forgotten that no report has had
   * @throws IOException if the store cannot be used
   */
  public int forget(LocalDate before) throws IOException {
    return transactions.run(
        connection -> {
          ReportRows.deleteBefore(connection, before);
          return CountRows.deleteBefore(connection, before);
        });
  }

  /** Closes what the store opened itself. */
  @Override
  public void close() throws IOException {
    if (kept.isPresent()) {
      close(kept.get());
    }
  }

  private static void close(Connection connection) throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException("the file of counts could not be closed", e);
    }
  }
}
