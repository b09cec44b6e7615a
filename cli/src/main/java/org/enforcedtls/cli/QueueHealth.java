package org.enforcedtls.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.queue.DeliveryQueue;
import org.enforcedtls.queue.entry.QueueStats;
import org.enforcedtls.queue.entry.QueueStoreException;
import org.enforcedtls.queue.entry.RecipientState;
import org.jspecify.annotations.Nullable;

/** How a queue and who works on it are doing, in one line. Immutable. */
final class QueueHealth {
  private static final List<RecipientState> OPEN =
      List.of(RecipientState.WAITING, RecipientState.HELD, RecipientState.SUSPENDED);

  private final Instant at;
  private final @Nullable QueueStats stats;
  private final List<String> problems;

  private QueueHealth(Instant at, @Nullable QueueStats stats, List<String> problems) {
    this.at = at;
    this.stats = stats;
    this.problems = problems;
  }

  /** Looks at the queue; a store that gives no answer is a problem to tell of. */
  static QueueHealth of(DeliveryQueue queue, Instant at, Optional<String> policyProblem) {
    Instant seconds = at.truncatedTo(ChronoUnit.SECONDS);
    try {
      return new QueueHealth(seconds, queue.stats(), policyProblem.stream().toList());
    } catch (QueueStoreException e) {
      return new QueueHealth(seconds, null, List.of("store: " + e.getMessage()));
    }
  }

  /** For people: what is well is short. */
  String line() {
    StringBuilder line = new StringBuilder(at.toString());
    if (stats != null) {
      line.append(
          String.format(" open %d messages, %d octets", stats.openMessages(), stats.openOctets()));
      QueueText.instant(stats.oldest())
          .ifPresent(oldest -> line.append(", oldest ").append(oldest));
      for (RecipientState state : OPEN) {
        line.append("; ").append(state.code()).append(' ').append(count(stats, state));
      }
      line.append("; domains down ").append(stats.down().size());
    }
    problems.forEach(problem -> line.append("; problem: ").append(problem.replace('\n', ' ')));
    return line.toString();
  }

  /** The same for programs, with the fields of {@code queue stats --json}. */
  String json() {
    JsonFields fields = new JsonFields().value("at", at.toString());
    fields.value("problems", problems);
    fields.object("queue", Optional.ofNullable(stats).map(QueueStatsCommand::json));
    return fields.line();
  }

  private static long count(QueueStats stats, RecipientState state) {
    return stats.recipients().getOrDefault(state, 0L);
  }

  /** To a file that always is whole, or else to where the command prints. */
  static void publish(String line, Optional<Path> file, PrintWriter out) throws IOException {
    if (file.isEmpty()) {
      out.println(line);
      out.flush();
      return;
    }
    Path whole = file.get().toAbsolutePath();
    Path next = whole.resolveSibling(whole.getFileName() + ".next");
    Files.writeString(next, line + System.lineSeparator());
    Files.move(next, whole, StandardCopyOption.ATOMIC_MOVE);
  }
}
