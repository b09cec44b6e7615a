package org.enforcedtls.reporting.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportingRecordTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v=TLSRPTv1; rua=mailto:tls@fi.example                    | mailto:tls@fi.example
          v=TLSRPTv1;rua=mailto:tls@fi.example;                    | mailto:tls@fi.example
          v=TLSRPTv1 ; rua=https://report.fi.example/v1            | https://report.fi.example/v1
          v=TLSRPTv1; x=1; rua=mailto:tls@fi.example; y=2          | mailto:tls@fi.example
          v=TLSRPTv1; rua=MAILTO:tls@fi.example                    | MAILTO:tls@fi.example
          v=TLSRPTv1; rua=ftp://fi.example/x,mailto:tls@fi.example | mailto:tls@fi.example
          """)
  void destinationIsRead(String record, URI destination) {
    assertThat(ReportingRecord.parse(List.of(record)))
        .hasValueSatisfying(found -> assertThat(found.destinations()).containsExactly(destination));
  }

  @Test
  void severalDestinationsKeepTheirOrder() {
    assertThat(
            ReportingRecord.parse(
                List.of("v=TLSRPTv1; rua=mailto:a@fi.example , https://fi.example/x")))
        .hasValueSatisfying(
            found ->
                assertThat(found.destinations())
                    .containsExactly(
                        URI.create("mailto:a@fi.example"), URI.create("https://fi.example/x")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v=TLSRPTv1",
        "v=TLSRPTv1;",
        "v=TLSRPTv1; rua=",
        "v=TLSRPTv1; rua=http://fi.example/x",
        "v=TLSRPTv1; rua=https:relative",
        "v=TLSRPTv1; rua=mailto:nobody",
        "v=TLSRPTv1; rua=mailto:a@fi.example,",
        "v=TLSRPTv1; rua=mailto:a b@fi.example",
        "v=TLSRPTv1; rua=mailto:a@fi.example; rua=mailto:b@fi.example",
        "v=TLSRPTv1;; rua=mailto:a@fi.example",
        "v=TLSRPTv1; nonsense; rua=mailto:a@fi.example",
        "v=TLSRPTv10; rua=mailto:a@fi.example",
        "V=TLSRPTv1; rua=mailto:a@fi.example",
        "rua=mailto:a@fi.example; v=TLSRPTv1",
      })
  void whatIsNotWellFormedAsksForNothing(String record) {
    assertThat(ReportingRecord.parse(List.of(record))).isEmpty();
  }

  @Test
  void twoRecordsAskForNothing() {
    String record = "v=TLSRPTv1; rua=mailto:a@fi.example";

    assertThat(ReportingRecord.parse(List.of(record, record))).isEmpty();
    assertThat(ReportingRecord.parse(List.of("v=spf1 -all", record))).isPresent();
  }
}
