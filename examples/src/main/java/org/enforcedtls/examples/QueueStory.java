package org.enforcedtls.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.address.Domain;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.queue.DeliveryQueue;
import org.enforcedtls.queue.QueueWorker;
import org.enforcedtls.queue.entry.QueueEntry;
import org.enforcedtls.queue.entry.QueueQuery;
import org.enforcedtls.queue.entry.QueueSubmission;
import org.enforcedtls.queue.entry.RecipientState;
import org.enforcedtls.queue.notice.NoticeMailer;
import org.enforcedtls.queue.notice.NoticeWriter;

/**
 * What a queue does with a partner who is late to repair his certificate, and with one who never
 * does: hold, retry, tell of the delay, give up and tell. Six days pass in a moment, since the
 * queue's clock is moved by hand; everything runs in this process.
 */
public final class QueueStory {
  /** A clock that stands still unless it is moved. Safe for use by several threads at once. */
  private static final class MovedClock implements InstantSource {
    private Instant now = Instant.now();

    synchronized void move(Duration time) {
      now = now.plus(time);
    }

    @Override
    public synchronized Instant instant() {
      return now;
    }
  }

  private final RepairablePartners partners;
  private final MovedClock clock = new MovedClock();
  private final PrintStream out;

  private QueueStory(RepairablePartners partners, PrintStream out) {
    this.partners = partners;
    this.out = out;
  }

  /**
   * Tells the story.
   *
   * @param args a folder for the queue
   * @throws IOException if a server cannot be started or the folder cannot be used
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("expected a folder for the queue");
    }
    try (RepairablePartners partners = new RepairablePartners()) {
      new QueueStory(partners, System.out).tell(Path.of(args[0]));
    }
  }

  static void tell(RepairablePartners partners, Path folder, PrintStream out) throws IOException {
    new QueueStory(partners, out).tell(folder);
  }

  private void tell(Path folder) throws IOException {
    NoticeWriter writer = NoticeWriter.builder(Domain.of("mail.bank.example")).clock(clock).build();
    try (EnforcedTlsClient client = partners.client();
        DeliveryQueue queue = DeliveryQueue.inDirectory(folder).clock(clock).open();
        QueueWorker worker =
            queue.worker(client).notices(NoticeMailer.of(writer, queue::enqueue)).build()) {
      queue.enqueue(List.of(figuresFor("inbox@late.example"), figuresFor("inbox@never.example")));
      worker.doAllThatIsDue();
      print("Tried at once; nothing leaves without TLS that holds:", queue);

      partners.repair();
      queue.retry(QueueQuery.builder().states(Set.of(RecipientState.HELD)).build());
      worker.doAllThatIsDue();
      print("late.example has a new certificate; what was held is retried:", queue);

      pass(Duration.ofHours(5), worker);
      print("Five hours later the sender is told of the delay:", queue);
      pass(Duration.ofDays(6), worker);
      print("Six days later it is given up:", queue);
      printNotices();
    }
  }

  private static QueueSubmission figuresFor(String recipient) {
    return QueueSubmission.builder(
            Envelope.from("reports@bank.example").to(recipient).build(),
            MailContent.ofOctets(
                "From: reports@bank.example\r\nSubject: Quarterly figures\r\n\r\nFor your eyes only.\r\n"
                    .getBytes(UTF_8)))
        .build();
  }

  /** As a worker of days would: it looks every quarter of an hour. */
  private void pass(Duration time, QueueWorker worker) throws IOException {
    Instant end = clock.instant().plus(time);
    while (clock.instant().isBefore(end)) {
      clock.move(Duration.ofMinutes(15));
      worker.doAllThatIsDue();
    }
  }

  private void print(String title, DeliveryQueue queue) throws IOException {
    out.println(title);
    QueueQuery all = QueueQuery.builder().states(EnumSet.allOf(RecipientState.class)).build();
    for (QueueEntry entry : queue.list(all, 10)) {
      String line =
          String.format(
              "  %-22s %-9s %s",
              entry.recipient(), entry.state().code(), entry.progress().cause().orElse(""));
      out.println(line.stripTrailing());
    }
  }

  private void printNotices() {
    out.println("What reports@bank.example has received:");
    partners
        .notices()
        .forEach(
            notice ->
                notice
                    .lines()
                    .filter(line -> line.matches("(Subject|Action|Status|Final-Recipient): .*"))
                    .forEach(line -> out.println("  " + line)));
  }
}
