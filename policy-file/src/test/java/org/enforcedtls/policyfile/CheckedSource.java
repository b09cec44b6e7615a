package org.enforcedtls.policyfile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.enforcedtls.address.Domain;

/** A source that looks at its file every 10 seconds of a clock that the test moves. */
final class CheckedSource {
  static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Domain ANY = Domain.of("any.example");

  private final PartnerFileSource source;
  private final List<ReloadResult> told = new ArrayList<>();
  private Instant now = Instant.parse("2026-12-01T06:00:00Z");

  CheckedSource(Path file) throws IOException {
    this.source =
        PartnerFileSource.builder(file)
            .checkInterval(INTERVAL)
            .clock(() -> now)
            .listener((path, result) -> told.add(result))
            .open();
  }

  PartnerFileSource source() {
    return source;
  }

  /** What the listener was told, the oldest first. */
  List<ReloadResult> told() {
    return told;
  }

  void later(Duration duration) {
    now = now.plus(duration);
  }

  /** As often as it takes for a change that has settled to be read. */
  void checkTwice() {
    for (int check = 0; check < 2; check++) {
      later(INTERVAL);
      source.policyFor(ANY);
    }
  }
}
