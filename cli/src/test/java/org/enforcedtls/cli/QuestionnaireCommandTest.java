package org.enforcedtls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.enforcedtls.cli.page.PageRules;
import org.enforcedtls.testkit.dns.TestDns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionnaireCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final TestDns dns = TestDns.start();

  @TempDir private Path directory;

  @BeforeEach
  void publish() {
    dns.mx("bank.example", 10, "mx.bank.example").address("mx.bank.example", "10.0.0.1");
  }

  @AfterEach
  void stop() {
    dns.close();
  }

  @Test
  void whatIsMissingExitsWith1() throws IOException {
    assertThat(fill("--company-file", company())).as(err.toString()).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString().lines())
        .contains(
            "# Enforced TLS: questionnaire",
            "- Company: `Bank of Example AB`",
            "- Telephone: **not known:** not given\\: write \"contact-phone\\: …\" into the file that"
                + " --company-file names")
        .anyMatch(
            line ->
                line.startsWith("- **not known:** mx.bank.example., IP\\: unknown\\: not seen"));
  }

  @Test
  void programReadsTheSame() throws IOException {
    assertThat(fill("--company-file", company(), "--format", "json")).isEqualTo(ExitCode.FINDINGS);
    JsonNode form = new ObjectMapper().readTree(out.toString());
    assertThat(form.get("version").asInt()).isEqualTo(1);
    assertThat(form.at("/company/name").asText()).isEqualTo("Bank of Example AB");
    assertThat(form.at("/company/contactPhone").isNull()).isTrue();
    assertThat(form.at("/hosts/0/mxHost").asText()).isEqualTo("mx.bank.example");
    assertThat(form.at("/hosts/0/refusal").asText()).startsWith("address-refused");
    assertThat(form.at("/missing").findValuesAsText("question")).contains("Company: Telephone");
  }

  @Test
  void pageGoesToAFile() throws Exception {
    Path file = directory.resolve("form.html");
    assertThat(fill("--format", "html", "--out", "" + file)).isEqualTo(ExitCode.FINDINGS);
    assertThat(PageRules.sound(Files.readAllBytes(file)).select("h1").text())
        .isEqualTo("Enforced TLS: questionnaire");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --implementation soon        | 64 | expected a time such as 2026-12-01T06:00:00+01:00
          --implementation 2026-12-01  | 64 | expected a time such as
          --format pdf                 | 64 | --format
          --domain no/domain           | 64 | domain
          --company-file nowhere.yaml  | 78 | --company-file: nowhere.yaml
          --out nowhere/form.md        | 78 | --out nowhere/form.md: cannot write it
          """)
  void wrongUseIsToldBeforeAnythingIsLookedAt(String arguments, int exitCode, String message) {
    assertThat(fill(arguments.split(" ", -1))).isEqualTo(exitCode);
    assertThat(err.toString()).contains(message);
    assertThat(dns.queries()).isEmpty();
  }

  private String company() throws IOException {
    return Files.writeString(directory.resolve("company.yaml"), "name: Bank of Example AB\n")
        .toString();
  }

  private int fill(String... arguments) {
    return ResolvedRun.of(
        dns, out, err, List.of("questionnaire", "--domain", "bank.example"), arguments);
  }
}
