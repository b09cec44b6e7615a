package org.enforcedtls.policyfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.MxAdmission.AddressBinding;
import org.enforcedtls.policy.MxAdmission.RouteSource;
import org.enforcedtls.policy.OnFailure;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.Stage;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.partner.PartnerRow;
import org.enforcedtls.policy.partner.PartnerRow.Coverage;
import org.enforcedtls.policy.partner.PartnerTable;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.tls.CipherProfile;
import org.enforcedtls.tls.CipherSuite;
import org.enforcedtls.tls.TlsProtocol;
import org.enforcedtls.trust.IdentityRule;
import org.enforcedtls.trust.IssuerFilter;
import org.enforcedtls.trust.RevocationLists;
import org.enforcedtls.trust.RevocationMode;
import org.enforcedtls.trust.RevocationRule;
import org.enforcedtls.trust.RevocationSource;
import org.enforcedtls.trust.TrustAnchors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartnerFileTest {
  static final String EVERY_KEY =
      """
      version: 1
      profiles:
        legacy-partner:
          least-protocol: TLSv1.2
          suites: [AES128-SHA, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384]
      partners:
        - domain: FI.example
          subdomains: true
          mx:
            - {host: post.fi.example, addresses: [192.0.2.199, "2001:db8::1"], common-name: cn.fi}
            - {host: post2.fi.example, addresses: [192.0.2.246]}
          binding-addresses: true
          route: listed
          trust: {anchors: roots/ca.pem, issuers: [DigiCert, My Bank], crls: [roots/ca.crl]}
          certificate-name: cn-required
          cipher-profile: legacy-partner
          revocation: require
          revocation-fetch: [crl, ocsp]
          stage: observe
          from: 2026-12-01T06:00:00+01:00
          until: 2027-12-01T06:00:00+01:00
          on-failure: fail-now
          lifetime: P5D
          contact: postmaster@fi.example
        - {domain: b.example, cipher-suites: [TLS_AES_256_GCM_SHA384]}
      """;

  @TempDir Path folder;

  @Test
  void everyKeyIsReadIntoTheRow() throws IOException {
    TestCa ca = TestCa.create("My Bank");
    ca.writePem(Files.createDirectory(folder.resolve("roots")).resolve("ca.pem"));
    ca.writeCrl(folder.resolve("roots").resolve("ca.crl"));
    PartnerRow row = new PartnerYaml(folder).load(EVERY_KEY).rows().get(0);
    TlsPolicy policy = row.policy();

    assertThat(row.domain()).isEqualTo(Domain.of("fi.example"));
    assertThat(policy.domain()).contains(Domain.of("fi.example"));
    assertThat(row.coverage()).isEqualTo(Coverage.DOMAIN_AND_SUBDOMAINS);
    assertThat(policy.origin()).isEqualTo(PolicyOrigin.partnerRow("partners.yaml:7"));
    assertThat(policy.contact()).contains("postmaster@fi.example");
    assertThat(policy.lifetime()).contains(Duration.ofDays(5));

    assertThat(policy.mxAdmission().routeSource()).isEqualTo(RouteSource.LISTED);
    assertThat(policy.mxAdmission().addressBinding()).isEqualTo(AddressBinding.BINDING);
    assertThat(policy.mxAdmission().hosts())
        .extracting(Object::toString)
        .containsExactly(
            "post.fi.example 192.0.2.199 2001:db8:0:0:0:0:0:1 CN=cn.fi",
            "post2.fi.example 192.0.2.246");

    assertThat(policy.certificate().anchors()).contains(TrustAnchors.of(List.of(ca.certificate())));
    assertThat(policy.certificate().issuers())
        .isEqualTo(IssuerFilter.of(List.of("DigiCert", "My Bank")));
    assertThat(policy.certificate().identityRule()).isEqualTo(IdentityRule.CN_REQUIRED);
    assertThat(policy.certificate().revocation())
        .isEqualTo(
            RevocationRule.of(RevocationMode.REQUIRE)
                .withLists(RevocationLists.fromFile(folder.resolve("roots/ca.crl")))
                .withFetch(List.of(RevocationSource.OCSP, RevocationSource.CRL)));

    assertThat(policy.channel().leastProtocol()).isEqualTo(TlsProtocol.TLS_1_2);
    assertThat(policy.channel().profile().name()).isEqualTo("legacy-partner");
    assertThat(policy.channel().profile().suites())
        .containsExactly(
            CipherSuite.of("AES128-SHA"), CipherSuite.of("ECDHE-RSA-AES256-GCM-SHA384"));

    assertThat(policy.enforcement().stage()).isEqualTo(Stage.OBSERVE);
    assertThat(policy.enforcement().from()).contains(Instant.parse("2026-12-01T05:00:00Z"));
    assertThat(policy.enforcement().until()).contains(Instant.parse("2027-12-01T05:00:00Z"));
    assertThat(policy.enforcement().onFailure()).isEqualTo(OnFailure.FAIL_NOW);
  }

  @Test
  void aRowOfADomainAloneDemandsWhatTheDefaultDoes() throws IOException {
    PartnerRow row = row("{domain: fi.example}");
    assertThat(row.coverage()).isEqualTo(Coverage.DOMAIN);
    assertThat(row.policy().fingerprint()).isEqualTo(TlsPolicy.verified().fingerprint());
    assertThat(row.policy().enforcement().stageAt(Instant.EPOCH)).isEqualTo(Stage.ENFORCE);
    assertThat(row.policy().certificate().revocation()).isEqualTo(RevocationRule.off());
    assertThat(row.policy().enforcement().onFailure()).isEqualTo(OnFailure.HOLD);
    assertThat(row.policy().contact()).isEmpty();
    assertThat(row.policy().lifetime()).isEmpty();
    assertThat(row.policy().certificate().anchors()).isEmpty();
  }

  @Test
  void everyModeOfRevocationIsReadAndAllListsAreAsked() throws IOException {
    TestCa.create("One").writeCrl(folder.resolve("one.crl"));
    TestCa.create("Two").writeCrl(folder.resolve("two.crl"));
    for (RevocationMode mode : RevocationMode.values()) {
      String row = "{domain: fi.example, revocation: " + mode.configName() + "}";
      assertThat(row(row).policy().certificate().revocation()).isEqualTo(RevocationRule.of(mode));
    }
    String row =
        "{domain: fi.example, revocation: when-available, trust: {crls: [one.crl, two.crl]}}";
    assertThat(row(row).policy().certificate().revocation().lists().size()).isEqualTo(2);
  }

  @Test
  void aRowOutsideItsTimeIsOnlyObserved() throws IOException {
    var enforcement =
        row("{domain: fi.example, from: 2026-12-01T06:00:00+01:00, until: 2026-12-02T06:00:00Z}")
            .policy()
            .enforcement();
    assertThat(enforcement.stageAt(Instant.parse("2026-12-01T04:59:59Z"))).isEqualTo(Stage.OBSERVE);
    assertThat(enforcement.stageAt(Instant.parse("2026-12-01T05:00:00Z"))).isEqualTo(Stage.ENFORCE);
    assertThat(enforcement.stageAt(Instant.parse("2026-12-02T06:00:00Z"))).isEqualTo(Stage.OBSERVE);
  }

  @Test
  void aRowMayListItsSuites() throws IOException {
    var profile =
        row("{domain: fi.example, cipher-suites: [AES128-SHA, TLS_RSA_WITH_AES_128_CBC_SHA]}")
            .policy()
            .channel()
            .profile();
    assertThat(profile.suites()).containsExactly(CipherSuite.of("AES128-SHA"));
    assertThat(profile.name()).isEqualTo("cipher-suites");
  }

  @Test
  void aRowMayNameTheBuiltInProfile() throws IOException {
    PartnerRow row = row("{domain: fi.example, cipher-profile: finansinspektionen}");
    assertThat(row.policy().channel().profile()).isEqualTo(CipherProfile.finansinspektionen());
  }

  @Test
  void aHostBeforeTheWildcardThatCoversItKeepsItsOwnFacts() throws IOException {
    var admission =
        row("{domain: fi.example, mx: [{host: a.fi.example, addresses: [192.0.2.1]},"
                + " {host: '*.fi.example'}]}")
            .policy()
            .mxAdmission();
    assertThat(admission.entryFor(Domain.of("a.fi.example")).orElseThrow().addresses())
        .containsExactly(InetAddress.getByName("192.0.2.1"));
    assertThat(admission.entryFor(Domain.of("b.fi.example")).orElseThrow().addresses()).isEmpty();
  }

  @Test
  void rowsStandInTheOrderOfTheFile() throws IOException {
    PartnerTable table =
        new PartnerYaml(folder)
            .load(
                """
                version: 1
                partners:
                  - domain: z.example
                  -
                    domain: a.example
                  - {stage: observe,
                     domain: m.example}
                """);
    assertThat(table.rows())
        .extracting(row -> row.domain() + " " + row.policy().origin())
        .containsExactly(
            "z.example partners.yaml:3", "a.example partners.yaml:5", "m.example partners.yaml:6");
  }

  @Test
  void aTableWithoutRowsIsATable() throws IOException {
    assertThat(new PartnerYaml(folder).load("version: 1\npartners: []\n").rows()).isEmpty();
  }

  @Test
  void aByteOrderMarkIsSkipped() throws IOException {
    assertThat(new PartnerYaml(folder).load("\uFEFFversion: 1\npartners: []\n").rows()).isEmpty();
  }

  @Test
  void rowsMayShareABlockByAlias() throws IOException {
    TestCa.create("Root").writePem(folder.resolve("ca.pem"));
    PartnerTable table =
        new PartnerYaml(folder)
            .load(
                """
                version: 1
                partners:
                  - {domain: a.example, trust: &trust {anchors: ca.pem}}
                  - {domain: b.example, trust: *trust}
                """);
    assertThat(table.rows())
        .extracting(row -> row.policy().fingerprint())
        .containsOnly(table.rows().get(0).policy().fingerprint());
    assertThat(table.rows().get(1).policy().certificate().anchors()).isPresent();
  }

  @Test
  void aFileOfAnchorsIsReadOnceHoweverManyRowsNameIt() throws IOException {
    TestCa.create("Root").writePem(folder.resolve("ca.pem"));
    PartnerTable table =
        new PartnerYaml(folder)
            .load(
                """
                version: 1
                partners:
                  - {domain: a.example, trust: {anchors: ca.pem}}
                  - {domain: b.example, trust: {anchors: ./roots/../ca.pem}}
                """);
    TrustAnchors first = anchorsOf(table.rows().get(0));
    assertThat(anchorsOf(table.rows().get(1))).isSameAs(first);
  }

  private static TrustAnchors anchorsOf(PartnerRow row) {
    return row.policy().certificate().anchors().orElseThrow();
  }

  private PartnerRow row(String text) throws IOException {
    return new PartnerYaml(folder).load(PartnerYaml.tableOf(text)).rows().get(0);
  }
}
