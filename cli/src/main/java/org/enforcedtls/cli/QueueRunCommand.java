package org.enforcedtls.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.policy.partner.PartnerTable;
import org.enforcedtls.queue.DeliveryQueue;
import org.enforcedtls.queue.QueueWorker;
import org.enforcedtls.queue.QueueWorkerBuilder;
import org.enforcedtls.queue.entry.QueueStats;
import org.enforcedtls.queue.entry.RecipientState;
import org.enforcedtls.queue.notice.NoticeMailer;
import org.enforcedtls.queue.notice.NoticeWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code enforced-tls queue run}: delivers what is queued, until it is ended. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Delivers what is queued, retries, holds, gives up and tells senders, until SIGTERM or SIGINT;"
          + " then it waits 30 s for what is under way. Prints how full the queue is every minute."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ended (with --once)",
      "64:usage",
      "78:a file, setting or the queue is not usable"
    })
final class QueueRunCommand implements Callable<Integer> {
  private static final int HEALTH_SECONDS = 60;

  /** More than the worker has to end what is under way. */
  private static final int MAX_END_SECONDS = 40;

  @Spec private CommandSpec spec;

  @ParentCommand private QueueCommand parent;

  @Option(names = "--once", description = "Do what is due now, and end.")
  private boolean once;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many destinations are worked on at once; ${DEFAULT-VALUE} unless given.")
  private int threads;

  @SuppressWarnings("NullAway.Init")
  QueueRunCommand() {}

  @Override
  public Integer call() {
    Optional<PartnerTable> partners = parent.options().partnerTable();
    try (EnforcedTlsClient client = parent.options().client(partners);
        DeliveryQueue queue = parent.open()) {
      QueueWorkerBuilder worker =
          queue.worker(client).threads(threads).notices(mailer(queue, client, partners));
      if (once) {
        try (QueueWorker idle = worker.build()) {
          idle.doAllThatIsDue();
        }
      } else {
        work(queue, worker);
      }
      return ExitCode.ACCEPTED;
    } catch (IOException | IllegalStateException | IllegalArgumentException e) {
      throw new ConfigurationException("the queue cannot be worked on: " + e.getMessage(), e);
    }
  }

  private static NoticeMailer mailer(
      DeliveryQueue queue, EnforcedTlsClient client, Optional<PartnerTable> partners) {
    NoticeWriter writer = NoticeWriter.builder(client.ehloName()).build();
    return NoticeMailer.of(writer, queue::enqueue)
        .withContacts(
            domain ->
                partners
                    .flatMap(table -> table.rowFor(domain))
                    .flatMap(row -> row.policy().contact()));
  }

  /** Until the process is asked to end; the process waits for the worker then. */
  private void work(DeliveryQueue queue, QueueWorkerBuilder worker) throws IOException {
    CountDownLatch askedToEnd = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = new Thread(() -> end(askedToEnd, ended), "enforced-tls-end");
    QueueWorker working = worker.start();
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      while (!askedToEnd.await(HEALTH_SECONDS, TimeUnit.SECONDS)) {
        printHealth(queue.stats());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      working.close();
      ended.countDown();
    }
  }

  private static void end(CountDownLatch askedToEnd, CountDownLatch ended) {
    askedToEnd.countDown();
    try {
      boolean isInTime = ended.await(MAX_END_SECONDS, TimeUnit.SECONDS);
      if (!isInTime) {
        Runtime.getRuntime().halt(ExitCode.TRANSIENT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void printHealth(QueueStats stats) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s open %d messages, %d octets; held %d; domains down %d%n",
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        stats.openMessages(),
        stats.openOctets(),
        stats.recipients().getOrDefault(RecipientState.HELD, 0L),
        stats.down().size());
    out.flush();
  }
}
