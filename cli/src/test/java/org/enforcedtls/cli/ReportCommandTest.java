package org.enforcedtls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.enforcedtls.reporting.report.FailureDetails;
import org.enforcedtls.reporting.report.FailureDetails.Ends;
import org.enforcedtls.reporting.report.PolicyResults;
import org.enforcedtls.reporting.report.ReportedPolicy;
import org.enforcedtls.reporting.report.ReportedPolicy.PolicyType;
import org.enforcedtls.reporting.report.ResultType;
import org.enforcedtls.reporting.report.TlsReport;
import org.enforcedtls.reporting.report.TlsReportWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  private int run(String... args) {
    return EnforcedTls.run(new PrintWriter(out), new PrintWriter(err, true), args);
  }

  private Path report(String organization, FailureDetails... failures) throws IOException {
    PolicyResults results =
        new PolicyResults(
            new ReportedPolicy(
                PolicyType.STS, "bank.example", List.of("version: STSv1"), List.of("*.x.example")),
            40,
            failures.length,
            List.of(failures));
    TlsReport report =
        new TlsReport(
            organization,
            Instant.parse("2026-11-27T00:00:00Z"),
            Instant.parse("2026-11-27T23:59:59Z"),
            "tls@fi.example",
            "1@fi.example",
            List.of(results));
    return Files.write(directory.resolve("report.json.gz"), new TlsReportWriter().gzip(report));
  }

  private static FailureDetails expired() {
    return new FailureDetails(
        ResultType.CERTIFICATE_EXPIRED,
        new Ends("192.0.2.1", "mx.bank.example", null, "192.0.2.25"),
        1,
        null,
        "expired 2026-11-20");
  }

  @Test
  void reportWithoutFailureEndsWithZero() throws IOException {
    assertThat(run("report", "show", report("FI").toString())).as(err.toString()).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "2026-11-27T00:00:00Z to 2026-11-27T23:59:59Z, by FI (tls@fi.example)",
            "report 1@fi.example",
            "bank.example, sts: 40 sessions secured, 0 not");
  }

  @Test
  void failureIsNamedWithTheHostAndEndsWithOne() throws IOException {
    assertThat(run("report", "show", report("FI", expired()).toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains(
            "     1 certificate-expired at mx.bank.example 192.0.2.25 from 192.0.2.1:"
                + " expired 2026-11-20");
  }

  @Test
  void jsonHoldsTheSame() throws IOException {
    assertThat(run("--json", "report", "show", report("FI", expired()).toString())).isEqualTo(1);
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.at("/failedSessions").asInt()).isEqualTo(1);
    assertThat(json.at("/policies/0/mxHosts/0").asText()).isEqualTo("*.x.example");
    assertThat(json.at("/policies/0/failures/0/between/mxHost").asText())
        .isEqualTo("mx.bank.example");
  }

  @Test
  void controlCharactersOfTheReportDoNotReachTheTerminal() throws IOException {
    assertThat(run("report", "show", report("F\u001b[2J\nI\u202e").toString())).isZero();
    assertThat(out.toString()).contains("by F?[2J?I?").doesNotContain("\u001b");
  }

  @Test
  void whatIsNoReportIsSaidWithItsPlace() throws IOException {
    Path file = Files.writeString(directory.resolve("x.json"), "{\"report-id\": \"1\"}");

    assertThat(run("report", "show", file.toString())).isEqualTo(65);
    assertThat(err.toString()).contains("x.json: /").contains("expected").contains("found nothing");
  }

  @Test
  void fileThatIsNotThereIsAMatterOfConfiguration() {
    assertThat(run("report", "show", directory.resolve("none").toString())).isEqualTo(78);
    assertThat(err.toString()).contains("expected a report that can be read");
  }
}
