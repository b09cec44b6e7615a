package org.enforcedtls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.dns.ZoneSigning;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyExplainCommandTest {
  private static final String TLSA = "3 1 1 " + "ab".repeat(32);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final TestDns dns = TestDns.start();

  @TempDir private Path directory;

  @BeforeEach
  void publish() {
    dns.zone("fi.example", ZoneSigning.SIGNED)
        .mx("fi.example", 10, "mx.fi.example")
        .address("mx.fi.example", "192.0.2.1")
        .tlsa("mx.fi.example", TLSA)
        .mx("fi.example", 20, "mx.evil.example")
        .address("mx.evil.example", "192.0.2.2");
  }

  @AfterEach
  void stop() {
    dns.close();
  }

  @Test
  void personReadsWhoSaidWhatAndWhatEachHostWouldHaveToMeet() throws IOException {
    assertThat(explain("--policy", row("enforce"), "--dane", "inbox@fi.example"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString().lines().map(String::strip))
        .contains(
            "fi.example: mail may leave, to a host that meets what is demanded",
            "MX       records signed",
            "host     mx.fi.example (preference 10)",
            "name     listed by a row of ours",
            "address  192.0.2.1",
            "host     mx.evil.example (no mail)")
        .anyMatch(line -> line.startsWith("asked    partner table: ") && line.contains(":3"))
        .anyMatch(line -> line.startsWith("counts   ") && line.contains("(fi.example)"))
        .anyMatch(line -> line.startsWith("DANE     TLSA records of mx.fi.example: "))
        .anyMatch(line -> line.startsWith("because  mx-not-in-policy: "));
  }

  @Test
  void programReadsTheSame() throws IOException {
    assertThat(explain("--policy", row("observe"), "--dane", "--json", "fi.example")).isZero();
    JsonNode domain = new ObjectMapper().readTree(out.toString()).get("domains").get(0);
    assertThat(domain.get("domain").asText()).isEqualTo("fi.example");
    assertThat(domain.get("open").asBoolean()).isTrue();
    assertThat(domain.get("mxRecords").asText()).isEqualTo("secure");
    assertThat(domain.get("sources").get(0).get("answer").asText()).isEqualTo("found");
    assertThat(domain.get("policy").get("enforced").get(0).get("origin").asText())
        .isEqualTo("default");
    assertThat(domain.get("policy").get("observed").get(0).get("mx").get(0).asText())
        .isEqualTo("mx.fi.example");
    JsonNode good = domain.get("hosts").get(0);
    assertThat(good.get("mxAuthenticatedBy").asText()).isEqualTo("dnssec");
    assertThat(good.get("dane").get("state").asText()).isEqualTo("usable");
    assertThat(good.get("dane").get("usable").get(0).asText()).startsWith("3 1 1 ");
    assertThat(good.get("demanded").get("reference").asText()).isEqualTo("mx.fi.example");
    JsonNode evil = domain.get("hosts").get(1);
    assertThat(evil.get("open").asBoolean()).isTrue();
    assertThat(evil.get("observed").get(0).get("wouldHaveFailed").get(0).get("code").asText())
        .isEqualTo("mx-not-in-policy");
  }

  @Test
  void domainThatGetsNoMailIsAFindingAndTheOthersAreTold() {
    dns.nullMx("none.example");
    assertThat(explain("none.example", "a@fi.example")).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString())
        .contains("none.example: mail is held, or fails", "held     null-mx: ")
        .contains("fi.example: mail may leave");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not/a/domain", "a@[192.0.2.1]", "a@b@c.example"})
  void wrongUseIsTold(String recipient) {
    String[] recipients = recipient.isEmpty() ? new String[0] : new String[] {recipient};
    assertThat(explain(recipients)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).startsWith("enforced-tls: ");
  }

  private String row(String stage) throws IOException {
    String table =
        """
        version: 1
        partners:
          - domain: fi.example
            mx:
              - {host: mx.fi.example}
            stage: %s
        """
            .formatted(stage);
    return Files.writeString(directory.resolve("partners.yaml"), table).toString();
  }

  private int explain(String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "policy",
                "explain",
                "--ehlo",
                "mail.bank.example",
                "--dnssec-anchor",
                anchors(),
                "--resolver",
                "127.0.0.1:" + dns.socketAddress().getPort()));
    all.addAll(List.of(arguments));
    return EnforcedTls.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }

  private String anchors() {
    try {
      return Files.writeString(directory.resolve("root.key"), dns.trustAnchor()).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
