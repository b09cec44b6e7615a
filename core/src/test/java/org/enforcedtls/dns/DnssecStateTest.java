package org.enforcedtls.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.enforcedtls.address.Domain;
import org.enforcedtls.testkit.dns.DnsBehaviour;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.dns.ZoneSigning;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Secure, insecure and bogus in both modes: what this process validates, and what AD says. */
class DnssecStateTest {
  private static final String ZONES =
      """
      fi.example       SIGNED
      nsec3.example    SIGNED_WITH_NSEC3
      costly.example   SIGNED_WITH_COSTLY_NSEC3
      plain.example    UNSIGNED
      broken.example   BROKEN_SIGNATURES
      expired.example  EXPIRED_SIGNATURES
      stripped.example STRIPPED_SIGNATURES
      """;

  /** Name, then what MX says, then what TLSA of mx, then what MX of "none" below says. */
  private static final String EXPECTED =
      """
      root.example     found:SECURE   found:SECURE   no name:SECURE
      fi.example       found:SECURE   found:SECURE   no name:SECURE
      nsec3.example    found:SECURE   found:SECURE   no name:SECURE
      plain.example    found:INSECURE found:INSECURE no name:INSECURE
      broken.example   BOGUS          BOGUS          BOGUS
      expired.example  BOGUS          BOGUS          BOGUS
      stripped.example BOGUS          BOGUS          BOGUS
      """;

  private final TestDns dns = TestDns.start();

  @BeforeEach
  void fill() {
    dns.sign();
    ZONES
        .lines()
        .map(line -> line.split(" +"))
        .forEach(z -> dns.zone(z[0], ZoneSigning.valueOf(z[1])));
    EXPECTED
        .lines()
        .map(line -> line.substring(0, line.indexOf(' ')))
        .forEach(
            domain ->
                dns.mx(domain, 10, "mx." + domain)
                    .address("mx." + domain, "192.0.2.1")
                    .tlsa("mx." + domain, "3 1 1 " + "ab".repeat(32)));
  }

  @AfterEach
  void stop() {
    dns.close();
  }

  private DnsClient anchored(String anchors) throws IOException {
    return client(DnssecPosture.validating(DnssecAnchors.parse("test", anchors)));
  }

  private DnsClient validating() {
    try {
      return anchored(dns.trustAnchor());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private DnsClient client(DnssecPosture posture) {
    return DnsClient.builder()
        .resolvers(List.of(dns.socketAddress()))
        .rounds(1)
        .dnssec(posture)
        .build();
  }

  private static String said(DnsAnswer<?> answer) {
    if (answer.failure().isPresent()) {
      return answer.failure().get().fault().name();
    }
    String what =
        answer.isNameNotFound() ? "no name" : answer.records().isEmpty() ? "none" : "found";
    return what + ":" + answer.dnssec();
  }

  static Stream<Arguments> expectations() {
    return EXPECTED
        .lines()
        .map(line -> line.split(" +(?=found|no name|BOGUS)"))
        .map(row -> Arguments.of((Object[]) row));
  }

  @ParameterizedTest
  @MethodSource("expectations")
  void stateIsTheSameValidatedHereOrByTheResolver(
      String domain, String mx, String tlsa, String missing) {
    for (DnsClient client :
        List.of(validating(), client(DnssecPosture.trustingLoopbackResolvers()))) {
      assertThat(said(client.mx(Domain.of(domain)))).isEqualTo(mx);
      assertThat(said(client.tlsa(UnderscoredName.ofSmtp(Domain.of("mx." + domain)))))
          .isEqualTo(tlsa);
      assertThat(said(client.mx(Domain.of("none." + domain)))).isEqualTo(missing);
    }
  }

  @Test
  void nothingIsProvedUncheckedOrWithoutAnchor() throws IOException {
    Domain fi = Domain.of("fi.example");
    String elsewhere = dns.trustAnchor().replaceFirst("^\\S+", "elsewhere.example.");
    assertThat(said(client(DnssecPosture.unchecked()).mx(fi))).isEqualTo("found:UNCHECKED");
    assertThat(said(anchored(elsewhere).mx(fi))).isEqualTo("found:INDETERMINATE");
  }

  @Test
  void keyThatIsNoAnchorProvesNothing() throws IOException {
    try (TestDns other = TestDns.start()) {
      DnsClient client = anchored(other.trustAnchor());
      assertThat(said(client.mx(Domain.of("fi.example")))).isEqualTo("BOGUS");
      assertThat(said(client.mx(Domain.of("none.example")))).isEqualTo("BOGUS");
    }
  }

  /** dnsjava would say "not secure", as of a zone without signatures. */
  @ParameterizedTest
  @EnumSource(names = {"SERVFAIL", "REFUSED", "MALFORMED"})
  void delegationThatCannotBeLookedUpIsNoProofOfAbsence(DnsBehaviour behaviour) {
    dns.behave("plain.example", "DS", behaviour).behave("fi.example", "DNSKEY", behaviour);
    DnsClient client = validating();
    for (String domain : List.of("plain.example", "fi.example")) {
      assertThat(client.mx(Domain.of(domain)).failure()).isPresent();
      assertThat(client.mx(Domain.of("none." + domain)).failure()).isPresent();
      assertThat(client.tlsa(UnderscoredName.ofSmtp(Domain.of(domain))).failure()).isPresent();
    }
  }

  @Test
  void denialThatTheZoneContradictsIsBogus() {
    dns.behave("_25._tcp.mx.fi.example", "TLSA", DnsBehaviour.NODATA)
        .behave("_25._tcp.mx.nsec3.example", "TLSA", DnsBehaviour.NXDOMAIN)
        .behave("fi.example", "DS", DnsBehaviour.NODATA);
    DnsClient client = validating();
    for (String host : List.of("mx.fi.example", "mx.nsec3.example")) {
      assertThat(said(client.tlsa(UnderscoredName.ofSmtp(Domain.of(host))))).isEqualTo("BOGUS");
    }
  }

  @Test
  void aliasIsAsWeakAsItsWeakestLink() {
    dns.cname("a.fi.example", "mx.nsec3.example")
        .cname("b.fi.example", "mx.plain.example")
        .cname("c.fi.example", "mx.broken.example")
        .cname("d.plain.example", "mx.fi.example");
    for (DnsClient client :
        List.of(validating(), client(DnssecPosture.trustingLoopbackResolvers()))) {
      assertThat(said(client.addresses(Domain.of("a.fi.example")))).isEqualTo("found:SECURE");
      assertThat(said(client.addresses(Domain.of("b.fi.example")))).isEqualTo("found:INSECURE");
      assertThat(said(client.addresses(Domain.of("c.fi.example")))).isEqualTo("BOGUS");
      assertThat(said(client.addresses(Domain.of("d.plain.example")))).isEqualTo("found:INSECURE");
    }
  }

  @Test
  void cnameRecordHasTheStateOfItsOwnZoneWhereverItLeads() {
    dns.cname("b.fi.example", "mx.plain.example").cname("d.plain.example", "mx.fi.example");
    for (DnsClient client :
        List.of(validating(), client(DnssecPosture.trustingLoopbackResolvers()))) {
      assertThat(client.cname(Domain.of("b.fi.example")).records())
          .containsExactly(new CnameRecord("mx.plain.example"));
      assertThat(said(client.cname(Domain.of("b.fi.example")))).isEqualTo("found:SECURE");
      assertThat(said(client.cname(Domain.of("d.plain.example")))).isEqualTo("found:INSECURE");
      assertThat(said(client.cname(Domain.of("mx.fi.example")))).isEqualTo("none:SECURE");
      assertThat(said(client.cname(Domain.of("mx.plain.example")))).isEqualTo("none:INSECURE");
      assertThat(said(client.cname(Domain.of("mx.broken.example")))).isEqualTo("BOGUS");
    }
  }

  @Test
  void bogusSaysWhyInWordsAndByCode() {
    DnsAnswer.LookupFailed<MxRecord> failed =
        validating().mx(Domain.of("broken.example")).failure().orElseThrow();
    assertThat(failed.detail())
        .startsWith("MX of broken.example: DNSSEC: Positive response has failed")
        .doesNotContain("sigs:");
    assertThat(failed.extendedErrors())
        .containsExactly(new ExtendedDnsError(6, "DNSSEC_BOGUS", ""));
    assertThat(failed.extendedErrors().get(0).isOfDnssec()).isTrue();
  }

  @Test
  void answerIsUsedNoLongerThanItsSignatureHolds() {
    Duration left = Duration.ofSeconds(100);
    Instant now = Instant.now();
    dns.signingClock(() -> now.minus(Duration.ofDays(7)).plus(left));
    assertThat(validating().mx(Domain.of("fi.example")).timeToLive())
        .isGreaterThan(Duration.ZERO)
        .isLessThanOrEqualTo(left);
  }

  @Test
  void signatureThatIsOverByTheClockOfTheClientIsBogus() throws IOException {
    DnssecPosture posture =
        DnssecPosture.validating(DnssecAnchors.parse("test", dns.trustAnchor()));
    DnsClient client =
        DnsClient.builder()
            .resolvers(List.of(dns.socketAddress()))
            .rounds(1)
            .clock(() -> Instant.now().plus(Duration.ofDays(8)))
            .dnssec(posture)
            .build();
    assertThat(said(client.mx(Domain.of("fi.example")))).isEqualTo("BOGUS");
  }

  @Test
  void moreZonesThanTheBudgetAllowsAreNotLookedThrough() {
    String name = "deep.example";
    for (int i = 0; i < 25; i++) {
      dns.zone(name, ZoneSigning.SIGNED);
      name = "z." + name;
    }
    dns.mx(name, 10, "mx.fi.example");
    assertThat(said(validating().mx(Domain.of(name)))).isEqualTo("BOGUS");
    assertThat(dns.queries().size()).isLessThan(60);
  }

  @Test
  void keysAreLookedUpOnceForManyNames() {
    DnsClient client = validating();
    for (int i = 0; i < 5; i++) {
      client.mx(Domain.of("none" + i + ".fi.example"));
    }
    assertThat(dns.countOf(".", "DNSKEY")).isEqualTo(1);
    assertThat(dns.countOf("fi.example", "DNSKEY")).isEqualTo(1);
  }

  /** RFC 9276 §3.2 leaves the choice; it must not be a proof. */
  @Test
  void denialThatCostsTooMuchProvesNothing() {
    DnsClient client = validating();
    assertThat(said(client.mx(Domain.of("none.costly.example")))).isNotEqualTo("no name:SECURE");
    assertThat(said(client.mx(Domain.of("mx.costly.example")))).isNotEqualTo("none:SECURE");
  }

  @Test
  void expectedTlsaIsAskedOnce() {
    DnsClient client = validating();
    UnderscoredName name = UnderscoredName.ofSmtp(Domain.of("mx.fi.example"));
    client.expectTlsa(name);
    assertThat(said(client.tlsa(name))).isEqualTo("found:SECURE");
    assertThat(dns.countOf(name.toString(), "TLSA")).isEqualTo(1);
  }
}
