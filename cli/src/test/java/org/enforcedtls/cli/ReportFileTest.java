package org.enforcedtls.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
  @TempDir private Path directory;

  @Test
  void fileThatIsThereStaysUntilTheNewOneIsWhole() throws IOException {
    Path file = Files.writeString(directory.resolve("a.html"), "old");
    try (ReportFile report = ReportFile.open("--html", file)) {
      assertThat(file).hasContent("old");
      report.write("new".getBytes(UTF_8));
    }
    assertThat(file).hasContent("new");
    assertThat(names()).containsExactly("a.html");
  }

  @Test
  void nothingIsLeftOfAReportThatWasNotWritten() throws IOException {
    try (ReportFile report = ReportFile.open("--html", directory.resolve("a.html"))) {
      assertThat(report).isNotNull();
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void fileBehindALinkIsReplacedAndTheLinkStays() throws IOException {
    Path file = Files.writeString(directory.resolve("a.html"), "old");
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);
    try (ReportFile report = ReportFile.open("--html", link)) {
      report.write("new".getBytes(UTF_8));
    }
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(file).hasContent("new");
  }

  @Test
  void whatIsNoFileIsRefused() {
    assertThatThrownBy(() -> ReportFile.open("--html", directory))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--html " + directory)
        .hasMessageContaining("expected a file or nothing, found something else");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
