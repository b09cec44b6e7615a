package org.enforcedtls.reporting.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.enforcedtls.reporting.report.FailureDetails.Ends;
import org.enforcedtls.reporting.report.ReportedPolicy.PolicyType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsReportReaderTest {
  private static final TlsReport REPORT =
      new TlsReport(
          "Bank of Example",
          Instant.parse("2026-11-27T00:00:00Z"),
          Instant.parse("2026-11-27T23:59:59Z"),
          "tls-reports@bank.example",
          "2026-11-27_fi.example@bank.example",
          List.of(
              new PolicyResults(
                  new ReportedPolicy(
                      PolicyType.STS,
                      "fi.example",
                      List.of("version: STSv1", "mode: enforce", "mx: *.fi.example"),
                      List.of("*.fi.example")),
                  5_326,
                  303,
                  List.of(
                      new FailureDetails(
                          ResultType.CERTIFICATE_EXPIRED,
                          new Ends("192.0.2.1", "mx1.fi.example", null, "192.0.2.199"),
                          100,
                          null,
                          null),
                      new FailureDetails(
                          new ResultType("registered-later"),
                          new Ends(null, "mx2.fi.example", "mx2", null),
                          203,
                          "https://bank.example/reports/1",
                          "x-why"))),
              new PolicyResults(
                  new ReportedPolicy(
                      PolicyType.NO_POLICY_FOUND, "fi.example", List.of(), List.of()),
                  0,
                  0,
                  List.of())));

  private static final String JSON =
      """
      {"organization-name": "o", "report-id": "1",
       "date-range": {"start-datetime": "2026-11-27T00:00:00Z", "end-datetime": "2026-11-27T23:59:59Z"},
       "policies": [{"policy": {"policy-type": "sts", "policy-domain": "fi.example"},
                     "summary": {"total-successful-session-count": 1, "total-failure-session-count": 2},
                     "failure-details": [{"result-type": "certificate-expired", "failed-session-count": 2}]}]}
      """;

  private final TlsReportReader reader = new TlsReportReader();

  private TlsReport read(byte[] octets) throws IOException {
    return reader.read(new ByteArrayInputStream(octets));
  }

  @Test
  void reportIsReadAsItWasWritten() throws IOException {
    assertThat(read(new TlsReportWriter().json(REPORT))).isEqualTo(REPORT);
    assertThat(read(new TlsReportWriter().gzip(REPORT))).isEqualTo(REPORT);
  }

  @Test
  void sessionsOfAllPoliciesAreSummed() {
    assertThat(REPORT.successfulSessions()).isEqualTo(5_326);
    assertThat(REPORT.failedSessions()).isEqualTo(303);
  }

  @Test
  void absentMembersThatSayLittleAreNoFault() throws IOException {
    TlsReport report = read(JSON.getBytes(UTF_8));

    assertThat(report.contact()).isEmpty();
    assertThat(report.policies().get(0).failures().get(0).between())
        .isEqualTo(new Ends(null, null, null, null));
  }

  @Test
  void onePatternMayStandWithoutAList() throws IOException {
    String json = JSON.replace("\"policy-type\"", "\"mx-host\": \"*.fi.example\", \"policy-type\"");

    assertThat(read(json.getBytes(UTF_8)).policies().get(0).policy().mxHosts())
        .containsExactly("*.fi.example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "report-id": "1"            | "report-id": 1               | /report-id: expected a text, found "1"
          "organization-name": "o",   | ``                           | /organization-name: expected a text, found nothing
          "2026-11-27T00:00:00Z"      | "yesterday"                  | /date-range/start-datetime: expected a date and time such as
          "policy-type": "sts"        | "policy-type": "spf"         | /policies/0/policy/policy-type: expected tlsa, sts or no-policy-found, found "spf"
          -session-count": 1          | -session-count": -1          | /policies/0/summary/total-successful-session-count: expected a number of sessions
          -session-count": 1          | -session-count": 1.5         | expected a number of sessions, found "1.5"
          -session-count": 1          | -session-count": 99999999999999999999 | expected a number of sessions
          "policies": [               | "policies": [7,              | /policies/0: expected an object, found "7"
          "policy": {                 | "policy": [], "x": {         | /policies/0/policy: expected an object, found a list
          {"organization              | [{"organization              | expected JSON, found
          "failed-session-count": 2   | "failed-session-count": [[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]] | expected JSON, found StreamConstraintsException
          "report-id": "1"            | "report-id": "1", "report-id": "2" | expected JSON, found
          """)
  void faultIsNamedWithItsPlace(String right, String wrong, String message) {
    assertThat(JSON).contains(right);
    String json = JSON.replaceFirst(java.util.regex.Pattern.quote(right), wrong);

    assertThatThrownBy(() -> read(json.getBytes(UTF_8)))
        .isInstanceOf(MalformedReportException.class)
        .hasMessageContaining(message);
  }

  @Test
  void foreignTextInAMessageIsFitForOneLine() {
    String json = JSON.replace("\"sts\"", "\"\\u001b[2J\\n" + "x".repeat(500) + "\"");

    assertThatThrownBy(() -> read(json.getBytes(UTF_8)))
        .isInstanceOf(MalformedReportException.class)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200).matches("[ -~…]*"));
  }

  @Test
  void littleThatUnpacksToMuchIsRefused() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (OutputStream packed = new GZIPOutputStream(bomb)) {
      byte[] spaces = " ".repeat(1 << 20).getBytes(UTF_8);
      for (int i = 0; i < 17; i++) {
        packed.write(spaces);
      }
    }

    assertThatThrownBy(() -> read(bomb.toByteArray()))
        .isInstanceOf(MalformedReportException.class)
        .hasMessageContaining("16 MiB");
  }

  @Test
  void damagedGzipIsNoReport() {
    byte[] packed = new TlsReportWriter().gzip(REPORT);

    for (int length : new int[] {2, 9, 20, packed.length - 1}) {
      assertThatThrownBy(() -> read(Arrays.copyOf(packed, length)))
          .isInstanceOf(MalformedReportException.class);
    }
  }

  @Test
  void nothingIsNoReport() {
    assertThatThrownBy(() -> read(new byte[0])).isInstanceOf(MalformedReportException.class);
  }
}
