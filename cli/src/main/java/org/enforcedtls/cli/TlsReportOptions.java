package org.enforcedtls.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.enforcedtls.EnforcedTlsClientBuilder;
import org.enforcedtls.reporting.count.SessionCounter;
import org.enforcedtls.reporting.store.ReportStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The global option of TLS reports: where sessions are counted. */
final class TlsReportOptions {
  private static final String JDBC = "jdbc:";

  @Option(
      names = "--tls-reports",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR|URL",
      description =
          "Count sessions for TLS reports (RFC 8460) in a directory of a local disk, or in"
              + " PostgreSQL (jdbc:postgresql://host/database?user=…); report send sends them.")
  private @Nullable String place;

  private @Nullable SessionCounter counter;

  TlsReportOptions() {}

  /**
   * Clients that are made from now on are counted, if that is asked for, until it is closed. A
   * store that cannot be used now is said to, and stops no mail: counts wait for it in memory.
   */
  SessionCounting countSessions(PrintWriter err) {
    if (place == null) {
      return new SessionCounting(Optional.empty());
    }
    LateStore store = new LateStore(this::open);
    try {
      store.open();
    } catch (IOException e) {
      err.println("enforced-tls: sessions are not counted while this lasts: " + e.getMessage());
    }
    SessionCounter counting = SessionCounter.builder(store).build();
    counter = counting;
    return new SessionCounting(Optional.of(new SessionCounting.Count(counting, store)));
  }

  void apply(EnforcedTlsClientBuilder builder) {
    if (counter != null) {
      builder.addListener(counter);
    }
  }

  boolean isGiven() {
    return place != null;
  }

  /** What is counted; IOException if the store cannot be used now. */
  ReportStore open() throws IOException {
    String where = requireNonNull(place, "place");
    try {
      return where.startsWith(JDBC)
          ? ReportStore.inPostgres(where)
          : ReportStore.inDirectory(Path.of(where));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("--tls-reports: " + e.getMessage(), e);
    }
  }
}
