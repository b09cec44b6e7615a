package org.enforcedtls.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueSubmission;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/queue.md, so that it is compiled and run. */
class QueuePageTest {
  private static final Path PAGE = Path.of("..", "docs", "queue.md");
  private static final Path THIS =
      Path.of("src", "test", "java", "org", "enforcedtls", "queue", "QueuePageTest.java");

  @TempDir private Path directory;

  @Test
  void exampleDoesWhatItSays() throws IOException {
    Path spool = directory.resolve("spool");
    byte[] octets = {'x'};
    try (QueueScene scene = new QueueScene(directory)) {
      ScriptedMx mx = scene.mx("fi.example");
      EnforcedTlsClient client = scene.client();
      try (DeliveryQueue queue = DeliveryQueue.inDirectory(spool).open();
          QueueWorker worker = queue.worker(client).start()) {
        QueueId id =
            queue.enqueue(
                QueueSubmission.builder(
                        Envelope.from("reports@bank.example").to("inbox@fi.example").build(),
                        MailContent.ofOctets(octets))
                    .idempotencyKey("report 2026-11")
                    .build());

        mx.awaitMessages(1, Duration.ofSeconds(10));
        worker.stop(Duration.ofSeconds(10));
        assertThat(queue.attempts(id)).hasSize(1);
      }
    }
  }

  @Test
  void exampleIsThatOfThePage() throws IOException {
    String page = Files.readString(PAGE);
    String begin = "QueuePageTest.java -->\n```java\n";
    int from = page.indexOf(begin) + begin.length();
    List<String> example =
        page.substring(from, page.indexOf("\n```\n<!-- /example -->"))
            .lines()
            .map(String::strip)
            .toList();

    assertThat(example).hasSizeGreaterThan(7);
    assertThat(Files.readAllLines(THIS).stream().map(String::strip).toList())
        .containsSubsequence(example);
  }
}
