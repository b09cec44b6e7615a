package org.enforcedtls.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.HexFormat;
import org.enforcedtls.address.Domain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Rcode;

class UnderscoredLookupTest {
  private static final UnderscoredName STS =
      new UnderscoredName("_mta-sts", Domain.of("fi.example"));
  private static final UnderscoredName SMTP = UnderscoredName.ofSmtp(Domain.of("mx.fi.example"));

  private LoopbackDns dns;

  @BeforeEach
  void start() throws IOException {
    dns = LoopbackDns.start();
  }

  @AfterEach
  void stop() throws IOException {
    dns.close();
  }

  private DnsClient client() {
    return dns.client().rounds(1).build();
  }

  @Test
  void stringsOfATxtRecordAreJoinedOctetByOctet() {
    dns.records(
        "TXT _mta-sts.fi.example", "_mta-sts.fi.example. 60 TXT \"v=STSv1; \" \"id=1;\\195\\164\"");
    assertThat(client().txt(STS).records())
        .containsExactly(new TxtRecord("v=STSv1; id=1;\u00c3\u00a4"));
  }

  @Test
  void txtRecordsStayApart() {
    dns.records(
        "TXT _mta-sts.fi.example",
        "_mta-sts.fi.example. 60 TXT \"v=STSv1; id=1;\"",
        "_mta-sts.fi.example. 60 TXT other");
    assertThat(client().txt(STS).records()).hasSize(2);
  }

  @Test
  void aliasIsFollowedToTxt() {
    dns.records(
        "TXT _mta-sts.fi.example",
        "_mta-sts.fi.example. 60 CNAME _mta-sts.host.example.",
        "_mta-sts.host.example. 60 TXT \"v=STSv1; id=1;\"");
    assertThat(client().txt(STS).records()).containsExactly(new TxtRecord("v=STSv1; id=1;"));
  }

  @Test
  void tlsaIsLookedUpAtPort25AndKeptAsItCame() {
    dns.records(
        "TLSA _25._tcp.mx.fi.example",
        "_25._tcp.mx.fi.example. 60 TLSA 3 1 1 00FF",
        "_25._tcp.mx.fi.example. 60 TLSA 255 254 253 01");
    assertThat(client().tlsa(SMTP).records())
        .containsExactlyInAnyOrder(
            TlsaRecord.of(3, 1, 1, HexFormat.of().parseHex("00ff")),
            TlsaRecord.of(255, 254, 253, new byte[] {1}));
  }

  @Test
  void answersAreRemembered() {
    dns.records("TLSA _25._tcp.mx.fi.example", "_25._tcp.mx.fi.example. 60 TLSA 3 1 1 00FF");
    DnsClient client = client();
    client.tlsa(SMTP);
    client.tlsa(SMTP);
    assertThat(dns.log()).hasSize(1);
  }

  @Test
  void failureIsNoAbsence() {
    dns.rcode("TLSA _25._tcp.mx.fi.example", Rcode.SERVFAIL);
    assertThat(client().tlsa(SMTP).failure()).isPresent();
    assertThat(client().tlsa(SMTP).isNameNotFound()).isFalse();
  }

  @Test
  void nameTooLongForTheDnsIsNotFoundWithoutAQuestion() {
    String label = "a".repeat(60) + ".";
    Domain longest = Domain.of(label.repeat(4) + "a23456789");
    assertThat(longest.aLabels()).hasSize(253);
    assertThat(client().tlsa(UnderscoredName.ofSmtp(longest)).isNameNotFound()).isTrue();
    assertThat(dns.log()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "mta-sts", "_", "_A", "_25.tcp", "_25._tcp.", "_a._b._c._d._e", "_a "})
  void labelsThatAreNotUnderscoredAreRefused(String labels) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UnderscoredName(labels, Domain.of("fi.example")));
  }
}
