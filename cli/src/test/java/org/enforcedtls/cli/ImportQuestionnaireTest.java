package org.enforcedtls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.enforcedtls.policy.Stage;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policyfile.PartnerFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportQuestionnaireTest {
  private static final String ROOT = "ab".repeat(32);
  private static final String FORM =
      """
      {"version": 1, "at": "2026-12-01T08:00:00Z",
       "company": {"name": "FI", "contactMail": "postmaster@fi.example", "contactPhone": "+46 8 1"},
       "domains": ["fi.example"],
       "hosts": [
         {"domain": "fi.example", "mxHost": "mx2.fi.example", "preference": 20, "address": "2001:db8::1",
          "commonName": "mx2.fi.example", "root": {"subject": "CN=R", "sha256": "%1$s"}},
         {"domain": "fi.example", "mxHost": "mx1.fi.example", "preference": 10, "address": "192.0.2.1",
          "commonName": null, "root": {"subject": "CN=R", "sha256": "%1$s"}}],
       "implementation": "2026-12-01T06:00:00+01:00", "missing": [], "new-field": {}}
      """
          .formatted(ROOT);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  @Test
  void rowObservesWhatThePartnerSays() throws IOException {
    assertThat(run(FORM)).as(err.toString()).isZero();
    Path table = Files.writeString(directory.resolve("partners.yaml"), out.toString());
    TlsPolicy policy = PartnerFile.load(table).rows().iterator().next().policy();
    assertThat(policy.enforcement().stage()).isEqualTo(Stage.OBSERVE);
    assertThat(out.toString())
        .contains("from: 2026-12-01T06:00:00+01:00", ROOT, "postmaster@fi.example, +46 8 1")
        .containsSubsequence(
            "host: mx1.fi.example", "192.0.2.1", "host: mx2.fi.example", "2001:db8");
    assertThat(policy.mxAdmission().hosts().get(1).commonName()).contains("mx2.fi.example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "version": 1           | "version": 2                | form.json: version: expected a number from 1 to 1, found 2
          ["fi.example"]         | []                          | form.json: domains: expected a list of 1 to 500 domains
          ["fi.example"]         | ["fi.example","FI.example"] | form.json: domains[1]: expected each domain once
          ["fi.example"]         | ["a.example","fi.example"]  | form.json: hosts: expected a host of a.example
          ["fi.example"]         | ["other.example"]           | form.json: hosts[0].domain: expected one of domains
          ["fi.example"]         | ["fi.example\\n- x"]        | form.json: domains[0]: expected a domain
          "192.0.2.1"            | "localhost"                 | form.json: hosts[1].address: expected an IP address
          "192.0.2.1"            | "1.2"                       | form.json: hosts[1].address: expected an IP address
          "192.0.2.1"            | 17                          | form.json: hosts[1].address: expected an IP address
          "mx1.fi.example"       | null                        | form.json: hosts[1].mxHost: expected a domain
          "mx1.fi.example"       | "*.fi.example"              | form.json: hosts[1].mxHost: expected a domain
          "commonName": null     | "commonName": "a b: c"      | form.json: hosts[1].commonName: expected the name of a host
          "preference": 10       | "preference": -1            | form.json: hosts[1].preference: expected a number
          "preference": 10       | "preference": 10.5          | form.json: hosts[1].preference: expected a number
          +46 8 1                | 1\\u0000                    | form.json: company.contactPhone: expected one line
          2026-12-01T06:00:00+01:00 | soon                     | form.json: implementation: expected a time
          "missing": []          | "missing": [], "version": 1 | form.json: not JSON
          {"version"             | [{"version"                 | form.json: not JSON
          "new-field": {}}       | "new-field": {}} x          | form.json: not JSON
          """)
  void wrongValueIsRefusedWithItsFieldAndWhatWasExpected(String right, String wrong, String message)
      throws IOException {
    assertThat(FORM).contains(right);
    assertThat(run(FORM.replace(right, wrong))).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void rootThatIsNoFingerprintIsRefused() throws IOException {
    assertThat(run(FORM.replace(ROOT, "DigiCert"))).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString()).contains("hosts[0].root.sha256: expected 64 hexadecimal digits");
  }

  @Test
  void formThatIsTooLargeIsRefused() throws IOException {
    assertThat(run(" ".repeat(262_145))).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(err.toString()).contains("at most 262144 octets");
  }

  private int run(String form) throws IOException {
    Path file = Files.writeString(directory.resolve("form.json"), form);
    return EnforcedTls.run(
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        "policy",
        "import",
        "questionnaire",
        file.toString());
  }
}
