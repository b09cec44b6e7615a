package org.enforcedtls.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.enforcedtls.queue.DeliveryQueue;
import org.enforcedtls.queue.entry.QueueAttempt;
import org.enforcedtls.queue.entry.QueueEntry;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueQuery;
import org.enforcedtls.queue.entry.RecipientState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls queue show}: all that is known of one message. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows one message: its recipients, and what was tried for each.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it was shown",
      "1:there is no such message",
      "64:usage",
      "78:the queue is not usable"
    })
final class QueueShowCommand implements Callable<Integer> {
  private static final int ALL = 100_000;

  @Spec private CommandSpec spec;

  @ParentCommand private QueueCommand parent;

  @Parameters(paramLabel = "ID", description = "As submit and list print it.")
  private String id;

  @SuppressWarnings("NullAway.Init")
  QueueShowCommand() {}

  @Override
  public Integer call() throws IOException {
    QueueId message = messageId();
    QueueQuery query =
        QueueQuery.builder().id(message).states(EnumSet.allOf(RecipientState.class)).build();
    try (DeliveryQueue queue = parent.open()) {
      List<QueueEntry> entries = queue.list(query, ALL);
      if (entries.isEmpty()) {
        spec.commandLine().getErr().println("enforced-tls: there is no message " + message);
        return ExitCode.FINDINGS;
      }
      print(entries, queue.attempts(message));
      return ExitCode.ACCEPTED;
    }
  }

  private QueueId messageId() {
    try {
      return new QueueId(id);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void print(List<QueueEntry> entries, List<QueueAttempt> attempts) {
    PrintWriter out = spec.commandLine().getOut();
    if (parent.options().wantsJson()) {
      out.print(
          new JsonFields()
              .list("recipients", entries.stream().map(QueueText::json).toList())
              .list("attempts", attempts.stream().map(QueueText::json).toList())
              .text());
    } else {
      out.println(QueueText.HEADING);
      for (QueueEntry entry : entries) {
        out.println(QueueText.line(entry));
        entry.progress().causeText().ifPresent(why -> out.println("  why      " + why));
        attempts.stream()
            .filter(attempt -> attempt.position() == entry.position())
            .forEach(attempt -> out.println("  tried    " + line(attempt)));
      }
    }
    out.flush();
  }

  private static String line(QueueAttempt attempt) {
    return attempt.startedAt() + ", " + attempt.conclusion();
  }
}
