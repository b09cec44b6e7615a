package org.enforcedtls.cli;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a queue is worked on. */
final class WorkOptions {
  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many destinations are worked on at once; ${DEFAULT-VALUE} unless given.")
  private int threads;

  @Option(
      names = "--watch",
      paramLabel = "DURATION",
      converter = DurationText.class,
      description =
          "Look so often whether the partner table has changed (1s to 24h); only on SIGHUP unless"
              + " given.")
  private @Nullable Duration watch;

  WorkOptions() {}

  int threads() {
    return threads;
  }

  Optional<Duration> watch() {
    return Optional.ofNullable(watch);
  }
}
