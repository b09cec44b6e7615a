package org.enforcedtls.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.queue.DeliveryQueue;
import org.enforcedtls.queue.QueueWorker;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueQuery;
import org.enforcedtls.queue.entry.QueueSubmission;

/** A queue in a folder of the application itself. Everything runs in this process. */
public final class EmbeddedQueue {
  private EmbeddedQueue() {}

  /**
   * Sends one message through a queue.
   *
   * @param args a folder for the queue
   * @throws IOException if a server cannot be started or the folder cannot be used
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("expected a folder for the queue");
    }
    try (Partners partners = new Partners();
        EnforcedTlsClient client = partners.client()) {
      send(client, Path.of(args[0]), System.out);
    }
  }

  static void send(EnforcedTlsClient client, Path folder, PrintStream out) throws IOException {
    try (DeliveryQueue queue = DeliveryQueue.inDirectory(folder).open();
        QueueWorker worker = queue.worker(client).build()) {
      Envelope envelope = Envelope.from("reports@bank.example").to("inbox@good.example").build();
      MailContent content = MailContent.ofOctets("Subject: Figures\n\nGood.\n".getBytes(UTF_8));
      QueueId id = queue.enqueue(QueueSubmission.of(envelope, content)); // on the disk from here on
      worker.doAllThatIsDue(); // an application has start() in place of build(), and needs no call
      queue
          .list(QueueQuery.of(id), 1)
          .forEach(entry -> out.println(entry.recipient() + " is " + entry.state().code()));
    }
  }
}
