package org.enforcedtls.reporting.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.reporting.report.PolicyResults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
  @TempDir private Path directory;

  @Override
  ReportStore open() throws IOException {
    return ReportStore.inDirectory(directory.resolve("made"));
  }

  @Test
  void directoryThatIsAFileIsNamed() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatIOException()
        .isThrownBy(() -> ReportStore.inDirectory(file))
        .withMessageContaining("file");
  }

  @Test
  void killedProcessLosesNothingThatItHasAdded() throws IOException, InterruptedException {
    Process node =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CountingProgram.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT) // Where the JDK warns of native code.
            .start();
    long told = 0;
    try (BufferedReader out = node.inputReader()) {
      while (told < 50) {
        told = Long.parseLong(out.readLine());
      }
    } finally {
      node.destroyForcibly().waitFor();
    }
    try (ReportStore store = ReportStore.inDirectory(directory)) {
      List<PolicyResults> results =
          store.results(
              new ReportDay(Domain.of("fi.example"), LocalDate.parse(CountingProgram.DAY)));
      assertThat(results.get(0).successfulSessions()).isGreaterThanOrEqualTo(told);
    }
  }
}
