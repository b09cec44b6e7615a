package org.enforcedtls.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.enforcedtls.address.Domain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class DnsClientTest {
  private static final Domain FI = Domain.of("fi.example");
  private static final String MX_FI = "MX fi.example";
  private static final String RECORD = "fi.example. 300 MX 10 mx.fi.example.";

  private LoopbackDns dns;

  @BeforeEach
  void start() throws IOException {
    dns = LoopbackDns.start();
  }

  @AfterEach
  void stop() throws IOException {
    dns.close();
  }

  private DnsClientBuilder once() {
    return dns.client().rounds(1);
  }

  private DnsAnswer<MxRecord> mx() {
    return once().build().mx(FI);
  }

  private void assertFailed(LookupFault fault, String detail) {
    Failures.assertFailed(mx(), fault, detail);
  }

  @Test
  void recordsAreFoundUnderTheAbsoluteName() {
    dns.records(MX_FI, RECORD, "fi.example. 200 MX 20 MX2.fi.example.");
    assertThat(mx())
        .isEqualTo(
            new DnsAnswer.Records<>(
                List.of(new MxRecord(10, "mx.fi.example"), new MxRecord(20, "MX2.fi.example")),
                FI,
                DnssecState.UNCHECKED,
                Duration.ofSeconds(200),
                List.of()));
    assertThat(dns.log()).containsExactly(MX_FI);
  }

  @Test
  void nameWithoutTheTypeHasNoRecords() {
    dns.noRecords(MX_FI);
    assertThat(mx())
        .isEqualTo(new DnsAnswer.NoRecords<>(DnssecState.UNCHECKED, Duration.ofMinutes(2)));
  }

  @Test
  void missingNameIsNotFound() {
    DnsAnswer<MxRecord> answer = mx();
    assertThat(answer)
        .isEqualTo(new DnsAnswer.NameNotFound<>(DnssecState.UNCHECKED, Duration.ofMinutes(2)));
    assertThat(answer.isNameNotFound()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          SERVFAIL, SERVER_FAILURE
          FORMERR,  SERVER_FAILURE
          YXDOMAIN, SERVER_FAILURE
          NOTAUTH,  SERVER_FAILURE
          REFUSED,  REFUSED
          NOTIMP,   REFUSED
          """)
  void rcodeThatDeniesNothingIsAFailure(String rcode, LookupFault fault) {
    dns.rcode(MX_FI, Rcode.value(rcode));
    assertFailed(
        fault, "MX of fi.example: 127.0.0.1:" + dns.address().getPort() + " said " + rcode);
  }

  @Test
  void extendedErrorIsInTheDetailOnOneLine() {
    dns.on(
        MX_FI,
        LoopbackDns.answering(
            Rcode.SERVFAIL,
            answer ->
                answer.addRecord(
                    new OPTRecord(
                        1232, 0, 0, 0, List.of(new ExtendedErrorCodeOption(22, "no\nroute"))),
                    Section.ADDITIONAL)));
    DnsAnswer<MxRecord> answer = mx();
    Failures.assertFailed(
        answer, LookupFault.SERVER_FAILURE, "SERVFAIL, NO_REACHABLE_AUTHORITY (no");
    assertThat(answer.failure().orElseThrow().detail()).doesNotContain("\n");
  }

  @Test
  void caseOfNamesDoesNotMatter() {
    dns.on(
        MX_FI,
        LoopbackDns.answering(
            Rcode.NOERROR,
            answer -> {
              answer.removeAllRecords(Section.QUESTION);
              answer.addRecord(
                  Record.newRecord(Name.fromString("FI.Example."), Type.MX, DClass.IN),
                  Section.QUESTION);
              LoopbackDns.add(answer, Section.ANSWER, "fI.eXAMPLE. 300 MX 10 mx.test.");
            }));
    assertThat(mx().records()).containsExactly(new MxRecord(10, "mx.test"));
  }

  @Test
  void recordsOfOthersAreIgnored() {
    dns.records(
        MX_FI,
        RECORD,
        "other.example. 300 MX 1 evil.example.",
        "fi.example. 300 A 192.0.2.1",
        "sub.fi.example. 300 MX 1 evil.example.");
    assertThat(mx().records()).containsExactly(new MxRecord(10, "mx.fi.example"));
  }

  @Test
  void recordsOfOthersAloneAreNoRecords() {
    dns.records(MX_FI, "other.example. 300 MX 1 evil.example.");
    assertThat(mx()).isEqualTo(new DnsAnswer.NoRecords<>(DnssecState.UNCHECKED, Duration.ZERO));
  }

  @Test
  void recordsOfAnotherClassAreIgnored() {
    dns.on(
        MX_FI,
        LoopbackDns.answering(
            Rcode.NOERROR,
            answer ->
                answer.addRecord(
                    Record.fromString(
                        Name.fromString("fi.example."),
                        Type.MX,
                        DClass.CH,
                        300,
                        "10 evil.example.",
                        Name.root),
                    Section.ANSWER)));
    assertThat(mx().records()).isEmpty();
  }

  @Test
  void nxdomainWithRecordsContradictsItself() {
    dns.on(
        MX_FI,
        LoopbackDns.answering(
            Rcode.NXDOMAIN, answer -> LoopbackDns.add(answer, Section.ANSWER, RECORD)));
    assertFailed(LookupFault.MALFORMED, "NXDOMAIN and records");
  }

  @Test
  void referralIsNoDenial() {
    dns.on(
        MX_FI,
        LoopbackDns.answering(
            Rcode.NOERROR,
            answer -> LoopbackDns.add(answer, Section.AUTHORITY, "example. 300 NS ns.example.")));
    assertFailed(LookupFault.REFUSED, "only refers to other servers");
  }

  @Test
  void nsRecordsBesideTheSoaRecordOfADenialDoNotSpoilIt() {
    dns.on(
        MX_FI,
        LoopbackDns.answering(
            Rcode.NOERROR,
            answer ->
                LoopbackDns.add(
                    answer,
                    Section.AUTHORITY,
                    "example. 300 NS ns.example.",
                    "example. 30 SOA ns.example. root.example. 1 2 3 4 120")));
    assertThat(mx())
        .isEqualTo(new DnsAnswer.NoRecords<>(DnssecState.UNCHECKED, Duration.ofSeconds(30)));
  }

  @Test
  void soaRecordOfAnotherZoneGivesADenialNoTime() {
    dns.on(
        MX_FI,
        LoopbackDns.answering(
            Rcode.NXDOMAIN,
            answer ->
                LoopbackDns.add(
                    answer,
                    Section.AUTHORITY,
                    "other.example. 600 SOA ns.example. root.example. 1 2 3 4 120")));
    assertThat(mx().timeToLive()).isZero();
  }

  @Test
  void exchangeOfAnyShapeIsKeptAsText() {
    dns.records(
        MX_FI,
        "fi.example. 300 MX 0 .",
        "fi.example. 300 MX 1 192.0.2.1.",
        "fi.example. 300 MX 2 a\\.b\\032\\000.example.",
        "fi.example. 300 MX 3 " + ("a".repeat(63) + ".").repeat(3) + "b".repeat(61) + ".");
    DnsAnswer<MxRecord> answer = mx();
    assertThat(answer.records())
        .extracting(MxRecord::exchange)
        .startsWith(".", "192.0.2.1", "a\\.b\\032\\000.example")
        .hasSize(4);
    assertThat(MxSet.of(answer.records()).unusable()).hasSize(3);
  }

  @Test
  void noMoreThanHundredRecordsAreTaken() {
    dns.records(
        MX_FI,
        IntStream.range(0, 300)
            .mapToObj(i -> "fi.example. 300 MX " + i + " mx" + i + ".example.")
            .toArray(String[]::new));
    assertThat(mx().records()).hasSize(100);
    assertThat(dns.log()).endsWith(MX_FI + "/TCP");
  }

  @Test
  void repeatedRecordsCountOnce() {
    dns.records(MX_FI, RECORD, RECORD);
    assertThat(mx().records()).hasSize(1);
  }
}
