package org.enforcedtls.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.MxAuthentication;
import org.enforcedtls.reply.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AttemptEvidenceTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Cause EXPIRED =
      Cause.of(CauseCode.CERTIFICATE_EXPIRED, "expected a day, found: another")
          .withEvidence("notAfter", "2026-11-24T00:00:00Z");

  @Test
  void textIsReadAgainAsEqualEvidence() throws Exception {
    for (Attempt attempt : List.of(full(), bare())) {
      AttemptEvidence evidence = attempt.evidence();
      AttemptEvidence read = AttemptEvidence.parse(evidence.toString());
      assertThat(read).isEqualTo(evidence).hasSameHashCodeAs(evidence);
      assertThat(read.toString()).isEqualTo(evidence.toString());
    }
  }

  @Test
  void factsSayWhatWasCheckedWithWhatAndWhatWasFound() throws Exception {
    assertThat(full().evidence().toString())
        .isEqualTo(
            """
            mxHost: mx.fi.example
            preference: 10
            address: 192.0.2.1
            startedAt: 2026-11-25T12:00:00Z
            mxAuthenticatedBy: row
            connectionReused: false
            tls.protocol: TLSv1.2
            tls.cipherSuite: TLS_RSA_WITH_AES_128_CBC_SHA
            tls.opensslName: AES128-SHA
            tls.belowRecommended: true
            tls.resumed: false
            tls.engine: bouncycastle
            tls.chain.0.subject: CN=mx.fi.example
            tls.chain.0.issuer: CN=CA
            tls.chain.0.sha256: 00ff
            tls.chain.0.notBefore: 2026-11-24T12:00:00Z
            tls.chain.0.notAfter: 2026-11-26T12:00:00Z
            tls.anchor: CA
            tls.matchedName: mx.fi.example
            tls.revocation: not checked
            tls.checked.at: 2026-11-25T12:00:00Z
            tls.checked.reference: mx.fi.example
            tls.checked.certificates.0: anchors: 1
            tls.checked.certificates.1: anchors: 2
            tls.checked.channel: at least TLSv1.2
            causes.0.code: certificate-expired
            causes.0.party: PARTNER
            causes.0.text: expected a day, found: another
            causes.0.evidence.notAfter: 2026-11-24T00:00:00Z
            reply: 250 2.0.0 Ok
            """);
  }

  @Test
  void lineEndsInAFactDoNotMakeAnotherFact() {
    Cause split = Cause.of(CauseCode.CANCELLED, "one\r\nmxAuthenticatedBy: row");
    assertThat(bare().toBuilder().causes(List.of(split)).build().evidence().facts())
        .containsEntry("causes.0.text", "one mxAuthenticatedBy: row")
        .containsEntry("mxAuthenticatedBy", "nothing");
  }

  @Test
  void whatIsNotKnownIsNotThere() {
    assertThat(bare().evidence().facts())
        .containsOnlyKeys(
            "mxHost", "preference", "startedAt", "mxAuthenticatedBy", "connectionReused")
        .containsEntry("mxAuthenticatedBy", "nothing");
  }

  @Test
  void offerOfDsnIsAFact() {
    Attempt offered = bare().toBuilder().dsnOffered().build();
    assertThat(offered.toBuilder().build().isDsnOffered()).isTrue();
    assertThat(offered.evidence().facts()).containsEntry("dsnOffered", "true");
    assertThat(bare().isDsnOffered()).isFalse();
  }

  @Test
  void evidenceDiffersWhereOneFactDiffers() throws Exception {
    Attempt other = full().toBuilder().mxAuthentication(MxAuthentication.NOTHING).build();
    assertThat(other.evidence()).isNotEqualTo(full().evidence());
    assertThat(tls()).isEqualTo(tls()).hasSameHashCodeAs(tls());
    assertThat(tls().by("jdk")).isNotEqualTo(tls());
    assertThat(tls().verified("Other CA", "mx.fi.example")).isNotEqualTo(tls());
    assertThat(tls().withRevocation("good")).isNotEqualTo(tls());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'a: 1\\nb'          | evidence:2: expected a name, a colon and a fact, found "b"
          ': 1'              | evidence:1: expected a name, a colon and a fact, found ": 1"
          'a:1'              | evidence:1: expected a name, a colon and a fact, found "a:1"
          'a: 1\\n\\nb: 2'     | evidence:2: expected a name, a colon and a fact, found ""
          'a: 1\\nb: 2\\na: 1' | evidence:3: expected each name once, found "a: 1"
          """)
  void malformedTextIsRefusedWithItsLine(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttemptEvidence.parse(text.replace("\\n", "\n")))
        .withMessage(message);
  }

  private static Attempt bare() {
    return Attempt.builder(Domain.of("mx.fi.example"), 0, NOW).build();
  }

  private static Attempt full() throws Exception {
    return Attempt.builder(Domain.of("mx.fi.example"), 10, NOW)
        .address(InetAddress.getByName("192.0.2.1"))
        .mxAuthentication(MxAuthentication.ROW)
        .tls(tls())
        .causes(List.of(EXPIRED))
        .reply(new Reply(250, List.of("2.0.0 Ok")))
        .build();
  }

  private static TlsEvidence tls() {
    return TlsEvidence.of(
            new TlsEvidence.Channel(
                "TLSv1.2", "TLS_RSA_WITH_AES_128_CBC_SHA", "AES128-SHA", true, false),
            List.of(
                new CertificateEvidence(
                    "CN=mx.fi.example",
                    "CN=CA",
                    "00ff",
                    NOW.minusSeconds(86_400),
                    NOW.plusSeconds(86_400),
                    List.of())))
        .by("bouncycastle")
        .verified("CA", "mx.fi.example")
        .withRevocation("not checked")
        .measuredBy(
            new ChecksMade(
                NOW, "mx.fi.example", List.of("anchors: 1", "anchors: 2"), "at least TLSv1.2"));
  }
}
