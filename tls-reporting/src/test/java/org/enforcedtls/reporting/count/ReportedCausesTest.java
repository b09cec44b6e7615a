package org.enforcedtls.reporting.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.policy.PolicyFinding;
import org.enforcedtls.reporting.report.FailureDetails;
import org.enforcedtls.reporting.report.FailureDetails.Ends;
import org.enforcedtls.reporting.report.ResultType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReportedCausesTest {
  private static final Ends BETWEEN = new Ends(null, "mx.fi.example", null, "192.0.2.1");

  /** What is in no report has no type here; every code has a row. */
  private static final String TABLE =
      """
      policy-unavailable              -
      dns-not-found                   -
      dns-unavailable                 -
      dns-bogus                       dnssec-invalid
      null-mx                         -
      no-address                      -
      address-refused                 -
      mx-not-in-policy                validation-failure
      mx-not-authenticated            -
      tlsa-unavailable                dnssec-invalid
      mail-loop                       -
      cancelled                       -
      deadline-exceeded               -
      connect-failed                  -
      connection-lost                 -
      timed-out                       -
      protocol-violation              -
      greeting-rejected               -
      ehlo-rejected                   -
      starttls-not-offered            starttls-not-supported
      starttls-refused                starttls-not-supported
      starttls-injection              validation-failure
      tls-handshake-failed            validation-failure
      protocol-below-floor            -
      cipher-below-floor              -
      tlsa-mismatch                   tlsa-invalid
      certificate-untrusted           certificate-not-trusted
      certificate-issuer-not-approved -
      certificate-expired             certificate-expired
      certificate-not-yet-valid       validation-failure
      certificate-name-mismatch       certificate-host-mismatch
      certificate-revoked             certificate-not-trusted
      revocation-unknown              -
      certificate-weak-key            -
      certificate-weak-signature      -
      certificate-unsuitable          certificate-not-trusted
      requiretls-unsupported          -
      smtputf8-unsupported            -
      eightbit-unsupported            -
      size-exceeded                   -
      reply-transient                 -
      reply-permanent                 -
      content-refused                 -
      """;

  private static Stream<List<String>> rows() {
    return TABLE.lines().map(line -> Arrays.asList(line.split(" +", -1)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void causeIsOfTheTypeInTheTable(List<String> row) {
    assertThat(
            ReportedCauses.resultType(CauseCode.of(row.get(0))).map(ResultType::code).orElse("-"))
        .isEqualTo(row.get(1));
  }

  @Test
  void tableHasEveryCode() {
    assertThat(rows().map(row -> row.get(0)))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(CauseCode.values()).map(CauseCode::code).toList());
  }

  @Test
  void causeIsTheReasonWhereTheTypeDoesNotSayIt() {
    assertThat(
            ReportedCauses.failures(
                List.of(
                    Cause.of(CauseCode.CERTIFICATE_EXPIRED, "one"),
                    Cause.of(CauseCode.CERTIFICATE_EXPIRED, "and another"),
                    Cause.of(CauseCode.CERTIFICATE_REVOKED, "x"),
                    Cause.of(CauseCode.CIPHER_BELOW_FLOOR, "ours")),
                BETWEEN))
        .containsExactly(
            new FailureDetails(ResultType.CERTIFICATE_EXPIRED, BETWEEN, 1, null, null),
            new FailureDetails(
                ResultType.CERTIFICATE_NOT_TRUSTED, BETWEEN, 1, null, "certificate-revoked"));
  }

  @ParameterizedTest
  @EnumSource(PolicyFinding.Kind.class)
  void findingIsOfTheTypeThatItSays(PolicyFinding.Kind kind) {
    List<FailureDetails> failures =
        ReportedCauses.failures(List.of(new PolicyFinding(kind, "text")));
    assertThat(failures.stream().map(failure -> failure.type().code()).findFirst())
        .isEqualTo(kind.resultType());
    assertThat(failures)
        .allMatch(
            failure ->
                failure.type().code().equals(kind.configName())
                    ? failure.reason() == null
                    : kind.configName().equals(failure.reason()));
  }
}
