package org.enforcedtls.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.enforcedtls.queue.DeliveryQueue;
import org.enforcedtls.queue.entry.QueueQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * What changes recipients in a queue: {@code retry}, {@code hold}, {@code release} and {@code
 * remove}. None of them takes all for no selection: a slip would be too dear.
 */
@Command(
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "64:usage", "78:the queue is not usable"})
abstract class QueueChangeCommand implements Callable<Integer> {
  /** Has them tried at once. */
  @Command(name = "retry", description = "Tries recipients that wait or are held at once.")
  static final class Retry extends QueueChangeCommand {
    @Override
    int change(DeliveryQueue queue, QueueQuery query) throws IOException {
      return queue.retry(query);
    }
  }

  /** Keeps them back. */
  @Command(
      name = "hold",
      description = "Keeps recipients back: neither tried nor expired until released.")
  static final class Hold extends QueueChangeCommand {
    @Override
    int change(DeliveryQueue queue, QueueQuery query) throws IOException {
      return queue.hold(query);
    }
  }

  /** Lets them go on. */
  @Command(name = "release", description = "Has recipients that were kept back tried again.")
  static final class Release extends QueueChangeCommand {
    @Override
    int change(DeliveryQueue queue, QueueQuery query) throws IOException {
      return queue.release(query);
    }
  }

  /** Takes them out. */
  @Command(name = "remove", description = "Takes recipients out of the queue. Nobody is told.")
  static final class Remove extends QueueChangeCommand {
    @Override
    int change(DeliveryQueue queue, QueueQuery query) throws IOException {
      return queue.remove(query);
    }
  }

  @Spec private CommandSpec spec;

  @ParentCommand private QueueCommand parent;

  @Mixin private QueueSelection selection;

  @Option(names = "--all", description = "All of them, where nothing else is said.")
  private boolean all;

  @SuppressWarnings("NullAway.Init")
  QueueChangeCommand() {}

  abstract int change(DeliveryQueue queue, QueueQuery query) throws IOException;

  @Override
  public final Integer call() throws IOException {
    if (selection.isEmpty() && !all) {
      throw new ParameterException(
          spec.commandLine(), "expected --id, --domain or another choice, or --all, found none");
    }
    int count;
    try (DeliveryQueue queue = parent.open()) {
      count = change(queue, selection.query());
    }
    PrintWriter out = spec.commandLine().getOut();
    if (parent.options().wantsJson()) {
      out.print(new JsonFields().value("recipients", count).text());
    } else {
      out.println(count == 1 ? "1 recipient" : count + " recipients");
    }
    out.flush();
    return ExitCode.ACCEPTED;
  }
}
