package org.enforcedtls.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.queue.postgres.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/queue.md says of the examples is what they say. */
class QueueExamplesTest {
  private static final Path PAGE = Path.of("..", "docs", "queue.md");

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(told, true, UTF_8);

  private void assertToldOnPage(String begin) throws IOException {
    assertThat(told.toString(UTF_8)).startsWith(begin);
    assertThat(Files.readString(PAGE)).contains("\n```\n" + told.toString(UTF_8) + "```\n");
  }

  @Test
  void embeddedQueueDelivers(@TempDir Path folder) throws IOException {
    try (Partners partners = new Partners();
        EnforcedTlsClient client = partners.client()) {
      EmbeddedQueue.send(client, folder, out);
    }
    assertToldOnPage("inbox@good.example is accepted\n");
  }

  @Test
  void mailExistsIfAndOnlyIfItsInvoiceDoes() throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      InvoiceMail.run(server.newDatabase(), out);
    }
    assertToldOnPage("INV-1 is committed: invoices 1, messages in the queue 1\n");
    assertThat(told.toString(UTF_8))
        .contains("INV-2 is refused and rolled back: invoices 1, messages in the queue 1\n");
  }
}
