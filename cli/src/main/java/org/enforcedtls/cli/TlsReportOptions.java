package org.enforcedtls.cli;

import java.io.IOException;
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

  /** Clients that are made from now on are counted, if that is asked for, until it is closed. */
  SessionCounting countSessions() {
    Optional<SessionCounting.Count> count =
        store()
            .map(store -> new SessionCounting.Count(SessionCounter.builder(store).build(), store));
    counter = count.map(SessionCounting.Count::counter).orElse(null);
    return new SessionCounting(count);
  }

  void apply(EnforcedTlsClientBuilder builder) {
    if (counter != null) {
      builder.addListener(counter);
    }
  }

  /** What is counted; empty unless the option was given. */
  Optional<ReportStore> store() {
    if (place == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          place.startsWith(JDBC)
              ? ReportStore.inPostgres(place)
              : ReportStore.inDirectory(Path.of(place)));
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationException("--tls-reports: " + e.getMessage(), e);
    }
  }
}
