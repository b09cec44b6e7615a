package org.enforcedtls.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.enforcedtls.queue.DeliveryQueue;
import org.enforcedtls.queue.entry.QueueStats;
import org.enforcedtls.queue.entry.RecipientState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls queue stats}: how full the queue is, and which domains are down. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    description = "Counts recipients by state, and names the domains that are down.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the numbers were printed", "64:usage", "78:the queue is not usable"})
final class QueueStatsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private QueueCommand parent;

  @SuppressWarnings("NullAway.Init")
  QueueStatsCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (DeliveryQueue queue = parent.open()) {
      QueueStats stats = queue.stats();
      if (parent.options().wantsJson()) {
        out.print(json(stats).text());
      } else {
        print(stats, out);
      }
    }
    out.flush();
    return ExitCode.ACCEPTED;
  }

  static JsonFields json(QueueStats stats) {
    JsonFields recipients = new JsonFields();
    for (RecipientState state : RecipientState.values()) {
      recipients.value(state.code(), stats.recipients().getOrDefault(state, 0L));
    }
    return new JsonFields()
        .object("recipients", Optional.of(recipients))
        .value("openMessages", stats.openMessages())
        .value("openOctets", stats.openOctets())
        .value("oldest", stats.oldest().map(Instant::toString).orElse(null))
        .list("down", stats.down().stream().map(QueueStatsCommand::json).toList());
  }

  private static JsonFields json(QueueStats.DownDomain down) {
    return new JsonFields()
        .value("domain", down.domain().toString())
        .value("failures", down.failures())
        .value("nextProbe", down.nextProbe().map(Instant::toString).orElse(null))
        .value("cause", down.cause())
        .value("causeText", down.causeText());
  }

  private static void print(QueueStats stats, PrintWriter out) {
    for (RecipientState state : RecipientState.values()) {
      out.printf("%-10s %d%n", state.code(), stats.recipients().getOrDefault(state, 0L));
    }
    out.printf("open       %d messages, %d octets%n", stats.openMessages(), stats.openOctets());
    QueueText.instant(stats.oldest()).ifPresent(at -> out.println("oldest     " + at));
    for (QueueStats.DownDomain down : stats.down()) {
      out.printf(
          "down       %s: %s, next probe %s%n",
          down.domain(), down.cause(), QueueText.instant(down.nextProbe()).orElse("-"));
    }
  }
}
