package org.enforcedtls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyLintCommandTest {
  private static final String CLEAN =
      """
      version: 1
      partners:
        - domain: fi.example
          mx:
            - {host: mx.fi.example}
          contact: +46 8 555 01 00
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void cleanTableExitsWith0() throws IOException {
    assertThat(lint("--policy", table(CLEAN))).as(err.toString()).isZero();
    assertThat(out.toString().strip()).isEqualTo("nothing found");
  }

  @Test
  void findingsOfAllFilesAreTold() throws IOException {
    String clean = table(CLEAN);
    Path other = folder.resolve("other.yaml");
    Files.writeString(other, CLEAN + "    on-failure: fail-now\n    lifetime: P9D\n");
    assertThat(lint(clean, other.toString())).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString().lines())
        .contains(
            "other.yaml:8: warning: lifetime-odd: P9D counts as P7D",
            "    do give a time from PT4H to P7D",
            "2 findings");
  }

  @Test
  void programReadsTheSame() throws IOException {
    assertThat(lint("--json", table(CLEAN + "    lifetime: P9D\n"))).isEqualTo(1);
    JsonNode finding = new ObjectMapper().readTree(out.toString()).get("findings").get(0);
    assertThat(finding.get("file").asText()).isEqualTo("partners.yaml");
    assertThat(finding.get("line").asInt()).isEqualTo(7);
    assertThat(finding.get("rule").asText()).isEqualTo("lifetime-odd");
    assertThat(finding.get("severity").asText()).isEqualTo("warning");
    assertThat(finding.get("remedy").asText()).isNotEmpty();
  }

  @Test
  void tableThatIsNotUnderstoodExitsWith78AndTellsItsProblems() throws IOException {
    assertThat(lint(table(CLEAN + "    stage: on\n"))).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(out.toString())
        .startsWith(
            "partners.yaml:7: error: not-understood: stage: expected observe or enforce, found"
                + " \"on\"");
  }

  @Test
  void fileThatCannotBeReadExitsWith78() {
    assertThat(lint("nowhere.yaml")).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString()).contains("nowhere.yaml: cannot read it: there is no such file");
  }

  @Test
  void wrongUseIsTold() {
    assertThat(lint()).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("expected a FILE, --policy FILE or --sector-list FILE");
  }

  private String table(String text) throws IOException {
    return Files.writeString(folder.resolve("partners.yaml"), text).toString();
  }

  private int lint(String... arguments) {
    List<String> command = new ArrayList<>(List.of("policy", "lint"));
    command.addAll(List.of(arguments));
    return EnforcedTls.run(
        new PrintWriter(out, true), new PrintWriter(err, true), command.toArray(String[]::new));
  }
}
