package org.enforcedtls.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.enforcedtls.address.Domain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

class CnameTest {
  private LoopbackDns dns;

  @BeforeEach
  void start() throws IOException {
    dns = LoopbackDns.start();
  }

  @AfterEach
  void stop() throws IOException {
    dns.close();
  }

  private DnsAnswer<MxRecord> mx(String domain) {
    return dns.client().rounds(1).build().mx(Domain.of(domain));
  }

  private void assertFailed(String domain, LookupFault fault, String detail) {
    assertThat(mx(domain).failure())
        .hasValueSatisfying(
            failed -> {
              assertThat(failed.fault()).isEqualTo(fault);
              assertThat(failed.detail()).contains(detail);
            });
  }

  /** A chain c0 → c1 → … with records at its end, a message for each link. */
  private void chain(int links) {
    IntStream.range(0, links)
        .forEach(
            i ->
                dns.records(
                    "MX c" + i + ".example",
                    "c" + i + ".example. 300 CNAME c" + (i + 1) + ".example."));
    dns.records("MX c" + links + ".example", "c" + links + ".example. 300 MX 1 mx.example.");
  }

  @Test
  void chainInOneMessageNeedsOneQuery() {
    dns.records(
        "MX a.example",
        "b.example. 40 CNAME c.example.",
        "a.example. 300 CNAME b.example.",
        "c.example. 200 MX 1 mx.example.");
    DnsAnswer<MxRecord> answer = mx("a.example");
    assertThat(answer)
        .isInstanceOfSatisfying(
            DnsAnswer.Records.class,
            records -> assertThat(records.canonicalName()).isEqualTo(Domain.of("c.example")));
    assertThat(answer.timeToLive()).isEqualTo(Duration.ofSeconds(40));
    assertThat(dns.log()).containsExactly("MX a.example");
  }

  @Test
  void targetThatIsNotInTheMessageIsAskedFor() {
    chain(2);
    assertThat(mx("c0.example").records()).containsExactly(new MxRecord(1, "mx.example"));
    assertThat(dns.log()).containsExactly("MX c0.example", "MX c1.example", "MX c2.example");
  }

  @Test
  void sixteenLinksAreFollowed() {
    chain(16);
    assertThat(mx("c0.example").records()).hasSize(1);
  }

  @Test
  void seventeenLinksAreALoop() {
    chain(17);
    assertFailed("c0.example", LookupFault.CNAME_LOOP, "more than 16 CNAMEs");
    assertThat(dns.log()).hasSize(17);
  }

  @Test
  void seventeenLinksInOneMessageAreALoop() {
    dns.records(
        "MX c0.example",
        IntStream.range(0, 17)
            .mapToObj(i -> "c" + i + ".example. 300 CNAME c" + (i + 1) + ".example.")
            .toArray(String[]::new));
    assertFailed("c0.example", LookupFault.CNAME_LOOP, "more than 16 CNAMEs");
  }

  @Test
  void chainThatComesBackIsALoop() {
    dns.records("MX a.example", "a.example. 300 CNAME b.example.");
    dns.records("MX b.example", "b.example. 300 CNAME A.example.");
    assertFailed("a.example", LookupFault.CNAME_LOOP, "leads back to A.example");
  }

  @Test
  void cnameOfItselfIsALoop() {
    dns.records("MX a.example", "a.example. 300 CNAME a.example.");
    assertFailed("a.example", LookupFault.CNAME_LOOP, "leads back");
  }

  @Test
  void severalCnamesOfOneNameAreMalformed() {
    dns.records(
        "MX a.example", "a.example. 300 CNAME b.example.", "a.example. 300 CNAME c.example.");
    assertFailed("a.example", LookupFault.MALFORMED, "several CNAME records");
  }

  @Test
  void denialBehindTheChainIsADenial() {
    dns.on(
        "MX a.example",
        LoopbackDns.answering(
            Rcode.NOERROR,
            answer -> {
              LoopbackDns.add(answer, Section.ANSWER, "a.example. 50 CNAME b.example.");
              LoopbackDns.add(
                  answer,
                  Section.AUTHORITY,
                  "example. 600 SOA ns.example. root.example. 1 2 3 4 120");
            }));
    assertThat(mx("a.example"))
        .isEqualTo(new DnsAnswer.NoRecords<>(DnssecState.UNCHECKED, Duration.ofSeconds(50)));
    assertThat(dns.log()).hasSize(1);
  }

  @Test
  void soaRecordOfTheAliasDeniesNothingOfItsTarget() {
    dns.on(
        "MX a.example",
        LoopbackDns.answering(
            Rcode.NOERROR,
            answer -> {
              LoopbackDns.add(answer, Section.ANSWER, "a.example. 50 CNAME b.test.");
              LoopbackDns.add(
                  answer,
                  Section.AUTHORITY,
                  "example. 600 SOA ns.example. root.example. 1 2 3 4 120");
            }));
    dns.records("MX b.test", "b.test. 300 MX 1 mx.example.");
    assertThat(mx("a.example").records()).hasSize(1);
  }

  @Test
  void aliasOfAMissingNameIsNotFound() {
    dns.records("MX a.example", "a.example. 300 CNAME missing.example.");
    assertThat(mx("a.example").isNameNotFound()).isTrue();
  }

  @Test
  void failureBehindTheChainIsAFailure() {
    dns.records("MX a.example", "a.example. 300 CNAME b.example.");
    dns.rcode("MX b.example", Rcode.SERVFAIL);
    assertFailed("a.example", LookupFault.SERVER_FAILURE, "MX of b.example: ");
  }

  @Test
  void chainToWhatIsNoHostNameIsMalformed() {
    dns.records(
        "MX a.example", "a.example. 300 CNAME 192.0.2.1.", "192.0.2.1. 300 MX 1 mx.example.");
    assertFailed("a.example", LookupFault.MALFORMED, "no host name");
  }

  @Test
  void totalTimeBoundsTheChain() {
    chain(10);
    dns.silent("MX c1.example");
    DnsClient client =
        dns.client()
            .rounds(5)
            .queryTimeout(Duration.ofMillis(80))
            .totalTimeout(Duration.ofMillis(100))
            .build();
    DnsAnswer<MxRecord> answer = client.mx(Domain.of("c0.example"));
    assertThat(answer.failure())
        .hasValueSatisfying(f -> assertThat(f.fault()).isEqualTo(LookupFault.TIMED_OUT));
    assertThat(dns.log()).hasSizeBetween(2, 3);
  }
}
