package org.enforcedtls.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.enforcedtls.queue.DeliveryQueue;
import org.enforcedtls.queue.entry.QueueEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls queue list}: a line for each recipient. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists recipients, those of the oldest message first.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the list was printed", "64:usage", "78:the queue is not usable"})
final class QueueListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private QueueCommand parent;

  @Mixin private QueueSelection selection;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "1000",
      description = "At most so many; ${DEFAULT-VALUE} unless given.")
  private int most;

  @SuppressWarnings("NullAway.Init")
  QueueListCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (DeliveryQueue queue = parent.open()) {
      List<QueueEntry> entries = queue.list(selection.query(), most);
      if (parent.options().wantsJson()) {
        out.print(
            new JsonFields()
                .list("recipients", entries.stream().map(QueueText::json).toList())
                .text());
      } else {
        out.println(QueueText.HEADING);
        entries.forEach(entry -> out.println(QueueText.line(entry)));
      }
    }
    out.flush();
    return ExitCode.ACCEPTED;
  }
}
