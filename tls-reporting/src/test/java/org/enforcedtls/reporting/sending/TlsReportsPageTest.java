package org.enforcedtls.reporting.sending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.EnforcedTlsClientBuilder;
import org.enforcedtls.address.Mailbox;
import org.enforcedtls.reporting.count.SessionCounter;
import org.enforcedtls.reporting.report.TlsReport;
import org.enforcedtls.reporting.report.TlsReportReader;
import org.enforcedtls.reporting.store.ReportStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/tls-reports.md, so that it is compiled and run. */
class TlsReportsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "tls-reports.md");
  private static final Path THIS =
      Path.of("src/test/java/org/enforcedtls/reporting/sending", "TlsReportsPageTest.java");

  @TempDir private Path directory;

  @Test
  void exampleDoesWhatItSays() throws IOException {
    try (ReportScene scene = new ReportScene(directory.resolve("scene"));
        EnforcedTlsClient other = scene.client().build()) {
      EnforcedTlsClientBuilder builder = scene.client();
      ReportStore store = ReportStore.inDirectory(directory);
      SessionCounter counter = SessionCounter.builder(store).build();
      EnforcedTlsClient client = builder.addListener(counter).build();

      client.close();
      counter.close();

      Submitter bank = new Submitter("Bank AB", Mailbox.of("tls-reports@bank.example"));
      List<SendingResult> results = ReportSender.builder(store, other, bank).build().sendDue();
      assertThat(results).isEmpty();
      store.close();
    }
  }

  @Test
  void exampleIsThatOfThePage() throws IOException {
    List<String> code = Files.readString(THIS).lines().map(String::strip).toList();
    List<String> example =
        between("TlsReportsPageTest.java -->\n```java\n", "\n```\n<!-- /example -->")
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("//"))
            .toList();
    assertThat(example).hasSizeGreaterThan(5);
    assertThat(code).containsSubsequence(example);
  }

  @Test
  void reportOfThePageIsOne() throws IOException {
    TlsReport report =
        new TlsReportReader()
            .read(new ByteArrayInputStream(between("```json\n", "\n```\n").getBytes(UTF_8)));
    assertThat(report.successfulSessions()).isEqualTo(1);
    assertThat(report.failedSessions()).isEqualTo(1);
  }

  private static String between(String begin, String end) throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(begin) + begin.length();
    return page.substring(from, page.indexOf(end, from));
  }
}
