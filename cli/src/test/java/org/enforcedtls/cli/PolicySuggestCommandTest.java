package org.enforcedtls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.List;
import org.enforcedtls.testkit.dns.TestDns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolicySuggestCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final TestDns dns = TestDns.start();

  @AfterEach
  void stop() {
    dns.close();
  }

  @Test
  void domainOfWhichNothingIsSeenGivesNoTableAndExitsWith2() {
    dns.mx("fi.example", 10, "mx.fi.example").address("mx.fi.example", "10.0.0.1");
    assertThat(suggest("fi.example", "gone.example")).isEqualTo(ExitCode.NOT_CHECKED);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("enforced-tls: no row for fi.example: address-refused: ")
        .contains("enforced-tls: no row for gone.example: dns-not-found: ");
  }

  @Test
  void wrongUseIsTold() {
    assertThat(suggest()).isEqualTo(ExitCode.USAGE);
    assertThat(suggest("not/a/domain")).isEqualTo(ExitCode.USAGE);
    assertThat(suggest("--json", "fi.example")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("DOMAIN", "domain", "--json: a partner table is YAML");
  }

  private int suggest(String... arguments) {
    return ResolvedRun.of(dns, out, err, List.of("policy", "suggest"), arguments);
  }
}
