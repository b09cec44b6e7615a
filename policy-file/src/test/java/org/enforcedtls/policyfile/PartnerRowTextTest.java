package org.enforcedtls.policyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.MxPattern;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.partner.PartnerRow;
import org.enforcedtls.policy.partner.PartnerRow.Coverage;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.tls.ChannelRequirement;
import org.enforcedtls.tls.CipherProfile;
import org.enforcedtls.tls.TlsProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartnerRowTextTest {
  private static final String FULL =
      """
      version: 1
      partners:
        - domain: fi.example
          subdomains: true
          mx:
            - {host: post.fi.example, addresses: [192.0.2.199, '2001:db8:0:0:0:0:0:199'], common-name: post.fi.example}
            - {host: post2.fi.example, addresses: [192.0.2.246]}
          binding-addresses: true
          route: listed
          trust: {anchors: ca.pem, issuers: [DigiCert, 'Banken, AB']}
          certificate-name: cn-required
          cipher-suites: [TLS_AES_256_GCM_SHA384, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384]
          revocation: when-available
          revocation-fetch: [ocsp, crl]
          stage: enforce
          from: 2026-12-01T06:00:00+01:00
          until: 2027-12-01T06:00:00.5+01:00
          on-failure: fail-now
          lifetime: P5D
          contact: postmaster@fi.example, +46 8 555 01 00
        - domain: 'true'
          mx:
            - {host: '*.fi.example'}
          cipher-profile: post-quantum
          stage: observe
          lifetime: PT36H
      """;

  @TempDir Path folder;

  @Test
  void rowIsWrittenAsItWasRead() throws IOException {
    TestCa.create("Bank CA").writePem(folder.resolve("ca.pem"));
    List<PartnerRow> rows = new PartnerYaml(folder).load(FULL).rows();
    PartnerRowText first =
        PartnerRowText.builder(rows.get(0))
            .anchorsFile("ca.pem")
            .offset(ZoneOffset.ofHours(1))
            .build();
    assertThat(PartnerTableText.of(List.of(), List.of(first, PartnerRowText.of(rows.get(1)))))
        .hasToString(FULL);
  }

  @Test
  void keysThatSayWhatCountsAnywayAreLeftOutButTheStage() {
    assertThat(PartnerRowText.of(row(policy -> policy)))
        .hasToString("  - domain: fi.example\n    stage: enforce\n");
  }

  @Test
  void tableWithoutRowsIsTable() throws IOException {
    String text = PartnerTableText.of(List.of("none yet"), List.of()).toString();
    assertThat(text).isEqualTo("# none yet\nversion: 1\npartners: []\n");
    assertThat(new PartnerYaml(folder).load(text).rows()).isEmpty();
  }

  @Test
  void commentsStandAboveTheirKeysAndHosts() {
    MxPattern host = MxPattern.of("mx.fi.example");
    PartnerRowText text =
        PartnerRowText.builder(
                row(policy -> policy.mxAdmission(MxAdmission.only(List.of(AdmittedMx.of(host))))))
            .addComment("domain", "seen today")
            .addComment("mx", "in order of preference")
            .addComment("mx", "from unsigned records")
            .addComment(host, "expires soon")
            .addComment("until", "for ever")
            .build();
    assertThat(text)
        .hasToString(
            """
              # seen today
              - domain: fi.example
                # in order of preference
                # from unsigned records
                mx:
                  # expires soon
                  - {host: mx.fi.example}
                stage: enforce
                # for ever
            """
                .indent(0));
  }

  @Test
  void commentIsForKeyOrHostOfTheRow() {
    PartnerRowText.Builder text = PartnerRowText.builder(row(policy -> policy));
    assertThatThrownBy(() -> text.addComment("hosts", "none"))
        .hasMessageContaining("expected one of [domain, subdomains, mx");
    assertThatThrownBy(() -> text.addComment(MxPattern.of("mx.fi.example"), "none"))
        .hasMessage("host: expected one of any, found mx.fi.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"two\nlines", "a\u0085b", "a\u2028b", "a\u0000b", "a\u202Eb", "\uD800"})
  void textThatTableRefusesIsNotWritten(String contact) {
    assertThatThrownBy(() -> PartnerRowText.of(row(policy -> policy.contact(contact))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("contact: expected one line of text, found");
  }

  @Test
  void rowThatTableCannotHoldIsNotWritten() {
    AdmittedMx host = AdmittedMx.of(MxPattern.of("mx.fi.example"));
    assertNotWritten(
        row(policy -> policy.mxAdmission(MxAdmission.only(List.of(host, host)))),
        "host: mx.fi.example is admitted already by mx.fi.example at row:5, which counts first");
    assertNotWritten(
        row(policy -> policy.lifetime(Duration.ofDays(31))),
        "lifetime: expected a time over 0 and at most P30D, such as P5D or PT36H, found \"P31D\"");
    assertNotWritten(
        row(
            policy ->
                policy.enforcement(
                    TlsPolicy.verified()
                        .enforcement()
                        .startingAt(Instant.parse("1999-01-01T00:00:00Z")))),
        "from: expected a year from 2000 to 9999, found 1999-01-01T00:00:00Z");
    assertNotWritten(
        row(
            policy ->
                policy.channel(
                    ChannelRequirement.of(
                        TlsProtocol.TLS_1_3, CipherProfile.finansinspektionen()))),
        "channel: expected a built-in profile, or suites from TLSv1.2 on, found at least TLSv1.3,"
            + " profile finansinspektionen");
  }

  @Test
  void fileIsNamedIfTheRowHasAnchorsOfItsOwnAndOnlyThen() throws IOException {
    TestCa.create("Bank CA").writePem(folder.resolve("ca.pem"));
    PartnerRow own = new PartnerYaml(folder).load(FULL).rows().get(0);
    assertThatThrownBy(() -> PartnerRowText.of(own))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "anchors: expected a file name for a row with anchors, and for no other, found []");
    assertThatThrownBy(
            () -> PartnerRowText.builder(row(policy -> policy)).anchorsFile("ca.pem").build())
        .isInstanceOf(IllegalStateException.class);
  }

  private static void assertNotWritten(PartnerRow row, String why) {
    assertThatThrownBy(() -> PartnerRowText.of(row))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }

  private static PartnerRow row(UnaryOperator<TlsPolicy.Builder> policy) {
    TlsPolicy.Builder builder = TlsPolicy.builder(PolicyOrigin.partnerRow("test"));
    return new PartnerRow(Domain.of("fi.example"), Coverage.DOMAIN, policy.apply(builder).build());
  }
}
