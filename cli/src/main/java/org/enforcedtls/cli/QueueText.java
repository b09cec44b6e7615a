package org.enforcedtls.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.enforcedtls.message.TlsWish;
import org.enforcedtls.queue.entry.QueueAttempt;
import org.enforcedtls.queue.entry.QueueEntry;

/** What stands in a queue, for people and as JSON. */
final class QueueText {
  static final String HEADING =
      "id                         state     due                  tries recipient, cause";

  private QueueText() {}

  static String line(QueueEntry entry) {
    QueueEntry.Progress progress = entry.progress();
    String line =
        String.format(
            "%s %-9s %-20s %5d %s %s",
            entry.id(),
            entry.state().code(),
            instant(progress.dueAt()).orElse("-"),
            progress.attempts(),
            entry.recipient(),
            progress.cause().map(code -> "(" + code + ")").orElse(""));
    return line.stripTrailing();
  }

  static Optional<String> instant(Optional<Instant> instant) {
    return instant.map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  static JsonFields json(QueueEntry entry) {
    QueueEntry.Progress progress = entry.progress();
    JsonFields tags = new JsonFields();
    entry.mail().tags().forEach(tags::value);
    return new JsonFields()
        .value("id", entry.id().text())
        .value("recipient", entry.recipient().toString())
        .value("state", entry.state().code())
        .value("sender", entry.mail().sender().toString())
        .value("arrivedAt", entry.mail().arrivedAt().toString())
        .value("expiresAt", entry.mail().expiresAt().toString())
        .value("sizeOctets", entry.mail().sizeOctets())
        .value("tlsWish", entry.mail().tlsWish().map(TlsWish::configName).orElse(null))
        .object("tags", Optional.of(tags))
        .value("attempts", progress.attempts())
        .value("attemptedAt", progress.attemptedAt().map(Instant::toString).orElse(null))
        .value("dueAt", progress.dueAt().map(Instant::toString).orElse(null))
        .value("status", progress.status().orElse(null))
        .value("cause", progress.cause().orElse(null))
        .value("causeText", progress.causeText().orElse(null))
        .value("mxHost", progress.mxHost().orElse(null));
  }

  static JsonFields json(QueueAttempt attempt) {
    return new JsonFields()
        .value("position", attempt.position())
        .value("attempt", attempt.attempt())
        .value("startedAt", attempt.startedAt().toString())
        .value("endedAt", attempt.endedAt().toString())
        .value("node", attempt.node())
        .value("conclusion", attempt.conclusion())
        .value("evidence", attempt.evidence().stream().map(Object::toString).toList());
  }
}
