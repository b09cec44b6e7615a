package org.enforcedtls.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import org.enforcedtls.trust.TrustAnchor;

/** A trust anchor in one line, and as JSON. */
final class AnchorText {
  private static final String FORMAT = "%-10s  %-14s  %-64s  %s";

  /** Names the columns of {@link #line}. */
  static final String HEADING = FORMAT.formatted("not-after", "distrust-after", "sha256", "label");

  private AnchorText() {}

  static String line(TrustAnchor anchor) {
    return FORMAT.formatted(
        day(notAfter(anchor)),
        anchor.serverDistrustAfter().map(AnchorText::day).orElse("-"),
        anchor.sha256(),
        anchor.label());
  }

  static JsonFields json(TrustAnchor anchor) {
    return new JsonFields()
        .value("label", anchor.label())
        .value("sha256", anchor.sha256())
        .value("notAfter", notAfter(anchor).toString())
        .value("distrustAfter", anchor.serverDistrustAfter().map(Instant::toString).orElse(null))
        .value("organisations", anchor.organisations())
        .value("origin", anchor.origin());
  }

  private static Instant notAfter(TrustAnchor anchor) {
    return anchor.certificate().getNotAfter().toInstant();
  }

  private static String day(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
  }
}
