package org.enforcedtls.testkit.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import org.xbill.DNS.dnssec.ValidatingResolver;

/** A second opinion on the signatures: that of dnsjava's validator. */
class SignedDnsTest {
  private final TestDns dns = TestDns.start();

  @AfterEach
  void stop() {
    dns.close();
  }

  private Message ask(Resolver resolver, String name, String type, int... flags)
      throws IOException {
    Message query =
        Message.newQuery(
            Record.newRecord(Name.fromString(name, Name.root), Type.value(type), DClass.IN));
    for (int flag : flags) {
      query.getHeader().setFlag(flag);
    }
    return resolver.send(query);
  }

  private Resolver plain() {
    SimpleResolver resolver = new SimpleResolver(dns.socketAddress());
    resolver.setTimeout(Duration.ofSeconds(5));
    return resolver;
  }

  private Resolver validating() throws IOException {
    ValidatingResolver resolver = new ValidatingResolver(plain());
    resolver.loadTrustAnchors(
        new ByteArrayInputStream(dns.trustAnchor().getBytes(StandardCharsets.US_ASCII)));
    return resolver;
  }

  private static String verdict(Message answer) {
    if (answer.getRcode() == Rcode.SERVFAIL) {
      return "bogus";
    }
    return answer.getHeader().getFlag(Flags.AD) ? "secure" : "insecure";
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          SIGNED,                   secure,   secure,   secure
          SIGNED_WITH_NSEC3,        secure,   secure,   secure
          UNSIGNED,                 insecure, insecure, insecure
          BROKEN_SIGNATURES,        bogus,    bogus,    bogus
          EXPIRED_SIGNATURES,       bogus,    bogus,    bogus
          STRIPPED_SIGNATURES,      bogus,    bogus,    bogus
          """)
  void validatorAndAdBitSayWhatTheSigningIs(
      ZoneSigning signing, String record, String noRecord, String noName) throws IOException {
    dns.zone("fi.example", signing).address("a.b.fi.example", "192.0.2.1");
    Resolver validating = validating();

    assertThat(verdict(ask(validating, "a.b.fi.example", "A"))).isEqualTo(record);
    assertThat(verdict(ask(validating, "a.b.fi.example", "MX"))).isEqualTo(noRecord);
    assertThat(verdict(ask(validating, "b.fi.example", "MX"))).isEqualTo(noRecord);
    assertThat(verdict(ask(validating, "fi.example", "MX"))).isEqualTo(noRecord);
    assertThat(verdict(ask(validating, "none.fi.example", "A"))).isEqualTo(noName);
    assertThat(verdict(ask(validating, "zz.a.b.fi.example", "A"))).isEqualTo(noName);

    assertThat(verdict(ask(plain(), "a.b.fi.example", "A", Flags.AD))).isEqualTo(record);
    assertThat(verdict(ask(plain(), "b.fi.example", "MX", Flags.AD))).isEqualTo(noRecord);
    assertThat(verdict(ask(plain(), "none.fi.example", "A", Flags.AD))).isEqualTo(noName);
  }

  @Test
  void unsignedServerIsBogusToWhoTrustsASignedOne() throws IOException {
    dns.address("mx.fi.example", "192.0.2.1");
    try (TestDns other = TestDns.start()) {
      ValidatingResolver resolver = new ValidatingResolver(plain());
      resolver.loadTrustAnchors(
          new ByteArrayInputStream(other.trustAnchor().getBytes(StandardCharsets.US_ASCII)));
      assertThat(verdict(ask(resolver, "mx.fi.example", "A"))).isEqualTo("bogus");
    }
  }

  @Test
  void nothingAboutDnssecIsSaidToWhoDoesNotAsk() throws IOException {
    dns.sign().address("mx.fi.example", "192.0.2.1");
    Message answer = ask(plain(), "mx.fi.example", "A");
    assertThat(answer.getHeader().getFlag(Flags.AD)).isFalse();
    assertThat(answer.getSection(Section.ANSWER)).hasSize(1);
  }

  @Test
  void checkingDisabledGivesWhatIsBogus() throws IOException {
    dns.zone("fi.example", ZoneSigning.BROKEN_SIGNATURES).address("mx.fi.example", "192.0.2.1");
    assertThat(ask(plain(), "mx.fi.example", "A", Flags.CD).getSection(Section.ANSWER)).hasSize(1);
    Message refused = ask(plain(), "mx.fi.example", "A");
    assertThat(refused.getRcode()).isEqualTo(Rcode.SERVFAIL);
  }

  @Test
  void aliasAcrossZonesIsSignedByEach() throws IOException {
    dns.zone("fi.example", ZoneSigning.SIGNED)
        .zone("se.example", ZoneSigning.SIGNED_WITH_NSEC3)
        .cname("mx.fi.example", "mx.se.example")
        .address("mx.se.example", "192.0.2.1");
    assertThat(verdict(ask(validating(), "mx.fi.example", "A"))).isEqualTo("secure");
    assertThat(verdict(ask(validating(), "mx.fi.example", "AAAA"))).isEqualTo("secure");
  }

  @Test
  void whatIsBelowAnUnsignedZoneIsInsecureWhateverItIs() throws IOException {
    dns.zone("plain.example", ZoneSigning.UNSIGNED)
        .zone("sub.plain.example", ZoneSigning.BROKEN_SIGNATURES)
        .address("mx.sub.plain.example", "192.0.2.1");
    assertThat(verdict(ask(validating(), "mx.sub.plain.example", "A"))).isEqualTo("insecure");
    assertThat(verdict(ask(plain(), "mx.sub.plain.example", "A", Flags.AD))).isEqualTo("insecure");
  }

  @Test
  void signaturesGoByTheClockOfTheTest() throws IOException {
    dns.sign()
        .address("mx.fi.example", "192.0.2.1")
        .signingClock(() -> Instant.now().minus(Duration.ofDays(30)));
    Message answer = ask(validating(), "mx.fi.example", "A");
    assertThat(verdict(answer)).isEqualTo("bogus");
    assertThat(answer.getOPT().getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR)).isNotEmpty();
  }
}
