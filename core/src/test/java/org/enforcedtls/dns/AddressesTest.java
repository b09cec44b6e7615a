package org.enforcedtls.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.enforcedtls.address.Domain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Rcode;

class AddressesTest {
  private static final Domain MX = Domain.of("mx.example");

  private LoopbackDns dns;

  @BeforeEach
  void start() throws IOException {
    dns = LoopbackDns.start();
  }

  @AfterEach
  void stop() throws IOException {
    dns.close();
  }

  private DnsAnswer<InetAddress> addresses() {
    return dns.client().rounds(1).queryTimeout(Duration.ofMillis(500)).build().addresses(MX);
  }

  private void on(String type, String behaviour) {
    String question = type + " mx.example";
    switch (behaviour) {
      case "found" ->
          dns.records(
              question,
              "mx.example. 60 " + type + (type.equals("A") ? " 192.0.2.1" : " 2001:db8::1"));
      case "none" -> dns.noRecords(question);
      case "missing" -> dns.nameNotFound(question);
      case "failed" -> dns.rcode(question, Rcode.SERVFAIL);
      default -> throw new IllegalArgumentException(behaviour);
    }
  }

  private static List<String> texts(DnsAnswer<InetAddress> answer) {
    return answer.records().stream().map(InetAddress::getHostAddress).toList();
  }

  /** A failure of one family spoils neither the records of the other nor lets it deny for both. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          failed,  failed,  LookupFailed, 0, 2
          failed,  none,    LookupFailed, 0, 1
          none,    failed,  LookupFailed, 0, 1
          failed,  missing, LookupFailed, 0, 1
          missing, failed,  LookupFailed, 0, 1
          none,    none,    NoRecords,    0, 0
          none,    missing, NoRecords,    0, 0
          missing, none,    NoRecords,    0, 0
          missing, missing, NameNotFound, 0, 0
          found,   failed,  Records,      1, 1
          failed,  found,   Records,      1, 1
          found,   none,    Records,      1, 0
          missing, found,   Records,      1, 0
          found,   found,   Records,      2, 0
          """)
  void familiesAreJoined(String ipv6, String ipv4, String variant, int found, int failures) {
    on("AAAA", ipv6);
    on("A", ipv4);
    DnsAnswer<InetAddress> answer = addresses();
    assertThat(answer.getClass().getSimpleName()).isEqualTo(variant);
    assertThat(answer.records()).hasSize(found);
    assertThat(answer.failure().isPresent()).isEqualTo(variant.equals("LookupFailed"));
    String details = answer.gaps().stream().map(DnsAnswer.LookupFailed::detail).toList().toString();
    assertThat(details.split("SERVFAIL", -1)).hasSize(failures + 1);
  }

  @Test
  void ipv6ComesFirstAndTheShorterTimeCounts() {
    dns.records("A mx.example", "mx.example. 70 A 192.0.2.1", "mx.example. 70 A 192.0.2.2");
    dns.records("AAAA mx.example", "mx.example. 50 AAAA 2001:db8::1");
    DnsAnswer<InetAddress> answer = addresses();
    assertThat(texts(answer)).containsExactly("2001:db8:0:0:0:0:0:1", "192.0.2.1", "192.0.2.2");
    assertThat(answer.timeToLive()).isEqualTo(Duration.ofSeconds(50));
  }

  @Test
  void familyThatTimesOutIsAGap() {
    dns.records("A mx.example", "mx.example. 60 A 192.0.2.1");
    dns.silent("AAAA mx.example");
    DnsAnswer<InetAddress> answer = addresses();
    assertThat(texts(answer)).containsExactly("192.0.2.1");
    assertThat(answer.gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.fault()).isEqualTo(LookupFault.TIMED_OUT));
  }

  @Test
  void familiesAreAskedSideBySide() {
    dns.silent("A mx.example").silent("AAAA mx.example");
    DnsAnswer<InetAddress> answer =
        dns.client()
            .rounds(1)
            .queryTimeout(Duration.ofMillis(100))
            .totalTimeout(Duration.ofMillis(100))
            .build()
            .addresses(MX);
    assertThat(answer.gaps().toString())
        .contains("AAAA of mx.example")
        .contains("; A of mx.example");
    assertThat(dns.log()).containsExactlyInAnyOrder("A mx.example", "AAAA mx.example");
  }

  @Test
  void noNameIsAttachedToAnAddress() {
    dns.records("A mx.example", "mx.example. 60 A 192.0.2.1");
    dns.records("AAAA mx.example", "mx.example. 60 AAAA 2001:db8::1");
    assertThat(addresses().records())
        .extracting(InetAddress::toString)
        .containsExactly("/2001:db8:0:0:0:0:0:1", "/192.0.2.1");
  }

  @Test
  void ipv4MappedAddressIsAnIpv4Address() {
    dns.noRecords("A mx.example");
    dns.records("AAAA mx.example", "mx.example. 60 AAAA ::ffff:127.0.0.1");
    assertThat(addresses().records()).singleElement().isInstanceOf(Inet4Address.class);
  }

  @Test
  void localhostIsLookedUpAsAnyName() {
    assertThat(dns.client().build().addresses(Domain.of("localhost")).isNameNotFound()).isTrue();
    assertThat(dns.log()).containsExactlyInAnyOrder("A localhost", "AAAA localhost");
  }

  @Test
  void noMoreThanHundredAddressesOfAFamilyAreTaken() {
    dns.noRecords("AAAA mx.example");
    dns.records(
        "A mx.example",
        IntStream.range(0, 200)
            .mapToObj(i -> "mx.example. 60 A 192.0.2." + i)
            .toArray(String[]::new));
    assertThat(addresses().records()).hasSize(100);
  }

  @Test
  void ownerOfTheAddressesIsTheEndOfTheChain() {
    dns.noRecords("AAAA mx.example");
    dns.records("A mx.example", "mx.example. 60 CNAME a.test.", "a.test. 60 A 192.0.2.1");
    assertThat(addresses())
        .isInstanceOfSatisfying(
            DnsAnswer.Records.class,
            records -> assertThat(records.canonicalName()).isEqualTo(Domain.of("a.test")));
  }
}
