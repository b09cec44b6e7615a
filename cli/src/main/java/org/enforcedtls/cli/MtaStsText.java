package org.enforcedtls.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.enforcedtls.policy.MxPattern;
import org.enforcedtls.policy.mtasts.CacheEntry;
import org.enforcedtls.policy.mtasts.CachedPolicy;

/** What is remembered of a policy domain, for people and for programs. */
final class MtaStsText {
  static final String HEADING = line("domain", "mode", "state", "until", "id");

  private MtaStsText() {}

  static String line(CacheEntry entry, Instant now) {
    if (entry instanceof CacheEntry.Kept kept) {
      CachedPolicy policy = kept.policy();
      return line(
          policy.domain().toString(),
          policy.policy().mode().configName(),
          state(policy, now),
          seconds(policy.expiresAt()),
          policy.id());
    }
    return line(entry.domain().toString(), "-", "damaged", "-", "-");
  }

  private static String line(String domain, String mode, String state, String until, String id) {
    return String.format("%-30s %-8s %-8s %-21s %s", domain, mode, state, until, id);
  }

  private static String state(CachedPolicy policy, Instant now) {
    return policy.countsAt(now) ? "counts" : "expired";
  }

  private static String seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static JsonFields json(CacheEntry entry, Instant now) {
    JsonFields fields = new JsonFields().value("domain", entry.domain().toString());
    if (entry instanceof CacheEntry.Kept kept) {
      CachedPolicy policy = kept.policy();
      List<String> patterns =
          policy.policy().mxPatterns().stream().map(MxPattern::toString).toList();
      return fields
          .value("state", state(policy, now))
          .value("mode", policy.policy().mode().configName())
          .value("id", policy.id())
          .value("mx", patterns)
          .value("maxAgeSeconds", policy.policy().maxAge().toSeconds())
          .value("fetchedAt", policy.fetchedAt().toString())
          .value("expiresAt", policy.expiresAt().toString())
          .value("why", null);
    }
    String why = entry instanceof CacheEntry.Damaged damaged ? damaged.why() : null;
    return fields
        .value("state", "damaged")
        .value("mode", null)
        .value("id", null)
        .value("mx", List.of())
        .value("maxAgeSeconds", null)
        .value("fetchedAt", null)
        .value("expiresAt", null)
        .value("why", why);
  }
}
