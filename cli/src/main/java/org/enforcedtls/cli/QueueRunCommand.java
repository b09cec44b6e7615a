package org.enforcedtls.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.enforcedtls.queue.DeliveryQueue;
import org.enforcedtls.queue.entry.QueueStoreException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls queue run}: delivers what is queued, until it is ended. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Delivers what is queued, retries, holds, gives up and tells senders, until SIGTERM or SIGINT;"
          + " then it waits 30 s for what is under way, and hands back the rest. SIGHUP has the"
          + " partner table and the CAs read again; if anything in them cannot be used, what was in"
          + " use stays."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ended as it was asked to",
      "64:usage",
      "75:the store of the queue gives no answer, or what was under way did not end in time",
      "78:a file or setting is not usable, or another process works on the directory"
    })
final class QueueRunCommand implements Callable<Integer> {
  private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);

  @Spec private CommandSpec spec;

  @ParentCommand private QueueCommand parent;

  @Option(names = "--once", description = "Do what is due now, and end.")
  private boolean once;

  @Mixin private WorkOptions how;

  @Option(
      names = "--health",
      paramLabel = "FILE",
      description = "Write the line that says how it is doing to this file; printed unless given.")
  private @Nullable Path health;

  @Option(
      names = "--health-every",
      paramLabel = "DURATION",
      defaultValue = "1m",
      converter = DurationText.class,
      description = "How often; ${DEFAULT-VALUE} unless given.")
  private Duration healthEvery;

  @SuppressWarnings("NullAway.Init")
  QueueRunCommand() {}

  @Override
  @SuppressWarnings("try") // Sessions are counted while that is open.
  public Integer call() {
    if (healthEvery.compareTo(LEAST_INTERVAL) < 0) {
      throw new ParameterException(
          spec.commandLine(), "--health-every: expected 1s or more, found " + healthEvery);
    }
    PrintWriter err = spec.commandLine().getErr();
    ClientOptions options = parent.options();
    try (SessionCounting counting = options.reports().countSessions(err);
        DeliveryQueue queue = parent.open();
        QueueWork work = new QueueWork(queue, options, how, err)) {
      if (once) {
        try (Progress progress = Progress.of(err, options)) {
          QueueWatch.during(work::doAllThatIsDue, queue, progress);
        }
      } else {
        PrintWriter out = spec.commandLine().getOut();
        new QueueDaemon(queue, work, new QueueDaemon.Output(healthEvery, health, options, out, err))
            .run();
      }
      return ExitCode.ACCEPTED;
    } catch (QueueStoreException e) {
      err.println("enforced-tls: the queue cannot be worked on now: " + e.getMessage());
      return ExitCode.TRANSIENT;
    } catch (IOException | IllegalStateException | IllegalArgumentException e) {
      throw new ConfigurationException("the queue cannot be worked on: " + e.getMessage(), e);
    }
  }
}
