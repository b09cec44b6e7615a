package org.enforcedtls.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.enforcedtls.policyfile.PartnerFile;
import org.enforcedtls.testkit.dns.TestDns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of domains that somebody else keeps, on the command line. */
class SectorListCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final TestDns dns = TestDns.start();

  @TempDir private Path directory;

  @AfterEach
  void stop() {
    dns.close();
  }

  @Test
  void rowsOfAListAreATableThatOnlyObserves() throws IOException {
    assertThat(run("policy", "import", "csv", list(LocalDate.now(ZoneOffset.UTC)))).isZero();
    Path table = Files.writeString(directory.resolve("rows.yaml"), out.toString());
    assertThat(PartnerFile.load(table).rows())
        .extracting(
            row -> row.domain().toString(), row -> row.policy().enforcement().stage().name())
        .containsExactly(tuple("fi.example", "OBSERVE"), tuple("agency.example", "OBSERVE"));
  }

  @Test
  void listThatIsNoneIsAMatterOfConfiguration() throws IOException {
    Path list = Files.writeString(directory.resolve("members.csv"), "domain\nnot/a/domain\n");
    assertThat(run("policy", "import", "csv", list.toString())).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString()).contains("members.csv:2");
  }

  @Test
  void domainOfAListMeetsWhatTheListDemands() throws IOException {
    dns.mx("agency.example", 10, "mx.other.example").address("mx.other.example", "192.0.2.1");
    assertThat(check("--sector-list", list(LocalDate.now(ZoneOffset.UTC)), "agency.example"))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).contains("failure  mx-not-in-policy", "members.csv:4");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void allDomainsOfAListAreCheckedAndItsAgeIsTold() throws IOException {
    assertThat(check("--sector-list", list(LocalDate.of(2020, 1, 1)), "--all"))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).contains("fi.example: NO MAIL", "agency.example: NO MAIL");
    assertThat(err.toString()).contains("enforced-tls: ", "members.csv", "2020-01-01");
  }

  @Test
  void ageOfAListIsAFindingOfLint() throws IOException {
    assertThat(run("policy", "lint", "--sector-list", list(LocalDate.now(ZoneOffset.UTC))))
        .isZero();
    assertThat(run("policy", "lint", "--sector-list", list(LocalDate.of(2020, 1, 1))))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).contains("members.csv:1: warning: list-too-old");
  }

  private String list(LocalDate refreshed) throws IOException {
    String text =
        "# refreshed: "
            + refreshed
            + "\ndomain,mx\nfi.example\nagency.example,mx1.agency.example\n";
    return Files.writeString(directory.resolve("members.csv"), text).toString();
  }

  private int check(String... arguments) {
    return ResolvedRun.of(dns, out, err, List.of("check"), arguments);
  }

  private int run(String... arguments) {
    return EnforcedTls.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
