package org.enforcedtls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.enforcedtls.cli.page.PageRules;
import org.enforcedtls.testkit.dns.DnsBehaviour;
import org.enforcedtls.testkit.dns.TestDns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final TestDns dns = TestDns.start();

  @TempDir private Path directory;

  @BeforeEach
  void publish() {
    dns.mx("fi.example", 10, "mx.fi.example").address("mx.fi.example", "10.0.0.1");
  }

  @AfterEach
  void stop() {
    dns.close();
  }

  @Test
  void personReadsWhatToDoAndWhomToCall() throws IOException {
    assertThat(check("--all", "--policy", table())).as(err.toString()).isEqualTo(1);
    assertThat(out.toString().lines().map(String::strip))
        .contains(
            "fi.example: NO MAIL WOULD LEAVE",
            "at   mx.fi.example",
            "do   compare the address with the registered one; allow its range if it is meant to be"
                + " inside",
            "0 of 1 domain ready")
        .anyMatch(line -> line.startsWith("failure  address-refused: "))
        .anyMatch(line -> line.startsWith("call "));
  }

  @Test
  void programReadsTheSame() throws IOException {
    assertThat(check("--json", "fi.example")).isEqualTo(1);
    JsonNode domain = new ObjectMapper().readTree(out.toString()).get("domains").get(0);
    assertThat(domain.get("verdict").asText()).isEqualTo("findings");
    assertThat(domain.get("deliverable").asBoolean()).isFalse();
    JsonNode finding = domain.get("findings").get(0);
    assertThat(finding.get("code").asText()).isEqualTo("address-refused");
    assertThat(finding.get("severity").asText()).isEqualTo("failure");
    assertThat(finding.get("mxHost").asText()).isEqualTo("mx.fi.example");
    assertThat(finding.get("remedy").asText()).isNotEmpty();
  }

  @Test
  void domainOfWhichNothingCanBeToldExitsWith2() {
    dns.behave("fi.example", "MX", DnsBehaviour.SERVFAIL);
    assertThat(check("fi.example", "gone.example")).isEqualTo(2);
    assertThat(out.toString())
        .contains("fi.example: could not be checked", "gone.example: NO MAIL WOULD LEAVE");
  }

  @Test
  void reportsAreFilesBesideWhatIsPrinted() throws Exception {
    Path html = directory.resolve("check.html");
    Path junit = directory.resolve("check.xml");
    assertThat(check("--html", "" + html, "--junit", "" + junit, "fi.example")).isEqualTo(1);
    assertThat(out.toString()).contains("fi.example: NO MAIL WOULD LEAVE");
    assertThat(PageRules.sound(Files.readAllBytes(html)).select("h1").text())
        .isEqualTo("fi.example: no mail would leave");
    assertThat(Files.readString(junit)).contains("<failure type=\"address-refused\"");
    assertThat(directory).isDirectoryNotContaining("glob:**/.*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--html", "--junit"})
  void fileThatCannotBeWrittenIsToldBeforeAnythingIsChecked(String option) {
    Path file = directory.resolve("gone").resolve("check");
    assertThat(check(option, "" + file, "fi.example")).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString()).contains(option + " " + file + ": cannot write it");
    assertThat(dns.queries()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                          | expected a domain or --all, found neither
          --all                       | expected --policy FILE or --sector-list FILE
          --at-once 0 fi.example      | expected 1 to 200, found 0
          --warn-days -1 fi.example   | expected one or two numbers of days, found [-1]
          --warn-days 7,14 fi.example | expected the longer notice first, found [7, 14]
          not/a/domain                | domain
          --self-address 192.0.2.7 a.example        | expected --self with it, found none
          --self --self-address 192.0.2 a.example   | expected an IP address
          --self --self-address a.example a.example | expected an IP address
          --state f --self a.example                | expected neither --self nor --html nor --junit
          --state f --html f a.example              | expected neither --self nor --html nor --junit
          """)
  void wrongUseIsTold(String arguments, String message) {
    assertThat(check(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1)))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void onlyWhatHasChangedIsToldWithAState() {
    dns.ttl(Duration.ZERO)
        .mx("fi.example", 10, "mx.fi.example")
        .address("mx.fi.example", "10.0.0.1");
    String state = directory.resolve("partners.state").toString();
    assertThat(check("--state", state, "fi.example")).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString())
        .contains("fi.example: seen for the first time", "mx: (none) -> 10 mx");
    assertThat(check("--state", state, "fi.example")).isEqualTo(ExitCode.ACCEPTED);
    dns.mx("fi.example", 20, "mx2.fi.example").address("mx2.fi.example", "10.0.0.2");
    assertThat(check("--json", "--state", state, "fi.example")).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString())
        .contains("\"fact\" : \"mx\"", "\"now\" : \"10 mx.fi.example, 20 mx2.fi.example\"");
  }

  @Test
  void stateThatIsNoneIsAMatterOfConfiguration() throws IOException {
    Path state = Files.writeString(directory.resolve("partners.state"), "something else");
    assertThat(check("--state", state.toString(), "fi.example")).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString()).contains("partners.state is damaged");
  }

  @Test
  void ourOwnSideIsLookedAtWithoutADomain() {
    dns.address("mail.bank.example", "192.0.2.7");
    assertThat(check("--self")).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString())
        .contains("our own side, mail.bank.example: others may refuse our mail", "ptr-missing");
    dns.add("7.2.0.192.in-addr.arpa", "PTR", "mail.bank.example.");
    assertThat(check("--self", "--self-address", "192.0.2.7")).isEqualTo(ExitCode.ACCEPTED);
    assertThat(out.toString()).contains("our own side, mail.bank.example: as others expect it");
    assertThat(check("--self", "--json")).isEqualTo(ExitCode.ACCEPTED);
    assertThat(out.toString()).contains("\"ehloName\" : \"mail.bank.example\"");
  }

  private String table() throws IOException {
    String table =
        """
        version: 1
        partners:
          - domain: fi.example
            mx:
              - {host: mx.fi.example}
        """;
    return Files.writeString(directory.resolve("partners.yaml"), table).toString();
  }

  private int check(String... arguments) {
    return ResolvedRun.of(dns, out, err, List.of("check"), arguments);
  }
}
