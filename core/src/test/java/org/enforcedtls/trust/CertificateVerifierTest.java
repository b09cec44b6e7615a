package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enforcedtls.trust.Verdicts.HOST;
import static org.enforcedtls.trust.Verdicts.INTERMEDIATE;
import static org.enforcedtls.trust.Verdicts.ROOT;
import static org.enforcedtls.trust.Verdicts.SERVER;
import static org.enforcedtls.trust.Verdicts.assertVerified;
import static org.enforcedtls.trust.Verdicts.certificates;
import static org.enforcedtls.trust.Verdicts.kinds;
import static org.enforcedtls.trust.Verdicts.refused;
import static org.enforcedtls.trust.Verdicts.trusting;
import static org.enforcedtls.trust.Verdicts.verify;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.enforcedtls.trust.CertificateFinding.Kind;
import org.enforcedtls.trust.CertificateVerdict.NotVerified;
import org.enforcedtls.trust.CertificateVerdict.Verified;
import org.enforcedtls.trust.Recipe.Issued;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CertificateVerifierTest {
  @Test
  void pathToAnAnchorWithTheRightNameIsVerified() {
    CertificateVerdict verdict = verify(trusting(ROOT), SERVER, INTERMEDIATE);
    assertThat(verdict)
        .isEqualTo(
            new Verified(
                certificates(SERVER, INTERMEDIATE, ROOT),
                TrustAnchors.of(certificates(ROOT)).iterator().next(),
                new PresentedIdentifier(PresentedIdentifier.Place.DNS_NAME, "post.fi.example"),
                new RevocationAnswer.NotChecked()));
    assertThat(verdict.isVerified()).isTrue();
  }

  @Test
  void orderAndSurplusOfThePathMaterialDoNotMatter() {
    Issued stranger = Recipe.authority("CN=Stranger").selfSigned();
    assertVerified(
        verify(trusting(ROOT), SERVER, ROOT, stranger, INTERMEDIATE, INTERMEDIATE, stranger));
  }

  @Test
  void pathMaterialIsNeverAnAnchor() {
    Issued stranger = Recipe.authority("CN=Stranger").selfSigned();
    assertThat(kinds(verify(trusting(stranger), SERVER, INTERMEDIATE, ROOT)))
        .containsExactly(Kind.UNTRUSTED);
  }

  @Test
  void missingIntermediateIsNamed() {
    NotVerified verdict = refused(verify(trusting(ROOT), SERVER));
    assertThat(verdict.foremost().kind()).isEqualTo(Kind.UNTRUSTED);
    assertThat(verdict.foremost().text())
        .isEqualTo(
            "CN=post.fi.example: expected a path to one of 1 trust anchors, found its issuer"
                + " CN=Intermediate,O=DigiCert Inc neither presented nor an anchor");
  }

  @Test
  void noCertificateIsUntrusted() {
    assertThat(kinds(verify(trusting(ROOT)))).containsExactly(Kind.UNTRUSTED);
  }

  @Test
  void malformedEndEntityIsUnsuitableAndMalformedMaterialIgnored() throws Exception {
    X509Certificate malformed = withUnusedBit();
    CertificateVerdict alone =
        CertificateVerifier.verify(
            List.of(malformed), ReferenceIdentifier.of(HOST), trusting(ROOT), Recipe.NOW);
    assertThat(kinds(alone)).containsExactly(Kind.UNSUITABLE);
    assertThat(refused(alone).foremost().text()).endsWith("unused bits in the signature");
    List<X509Certificate> presented = new ArrayList<>(certificates(SERVER));
    presented.add(malformed);
    presented.addAll(certificates(INTERMEDIATE));
    assertVerified(
        CertificateVerifier.verify(
            presented, ReferenceIdentifier.of(HOST), trusting(ROOT), Recipe.NOW));
  }

  /** The JDK reads it: only its own parser is that lax. */
  private static X509Certificate withUnusedBit() throws Exception {
    X509Certificate even = SERVER.certificate();
    while ((even.getSignature()[even.getSignature().length - 1] & 1) != 0) {
      even = Recipe.server("post.fi.example").issuedBy(INTERMEDIATE).certificate();
    }
    byte[] der = even.getEncoded();
    der[der.length - even.getSignature().length - 1] = 1;
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  @Test
  void issuerOfTheSameNameWithAnotherKeyIsUntrusted() {
    Issued impostor = Recipe.authority("CN=Root,O=DigiCert Inc").selfSigned();
    NotVerified verdict =
        refused(verify(trusting(ROOT), Recipe.server("post.fi.example").issuedBy(impostor)));
    assertThat(verdict.findings())
        .extracting(CertificateFinding::kind)
        .containsExactly(Kind.UNTRUSTED);
    assertThat(verdict.foremost().text()).contains("a signature that no certificate named");
  }

  @Test
  void everythingThatIsWrongIsReportedAtOnceByRank() {
    Issued expired =
        Recipe.server("other.example")
            .notBefore("2026-01-01T00:00:00Z")
            .notAfter("2026-11-01T00:00:00Z")
            .keys("RSA 1024")
            .extension(
                Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
            .issuedBy(INTERMEDIATE);
    CertificateRequirement requirement =
        trusting(ROOT).toBuilder().issuers(IssuerFilter.of(List.of("ISRG"))).build();
    assertThat(kinds(verify(requirement, expired, INTERMEDIATE)))
        .containsExactly(
            Kind.ISSUER_NOT_APPROVED,
            Kind.EXPIRED,
            Kind.NAME_MISMATCH,
            Kind.WEAK_KEY,
            Kind.UNSUITABLE);
  }

  @Test
  void findingsOfTheEndEntityAreReportedWithoutAnyPathToo() {
    Issued expired =
        Recipe.server("other.example")
            .notBefore("2026-01-01T00:00:00Z")
            .notAfter("2026-11-01T00:00:00Z")
            .selfSigned();
    assertThat(kinds(verify(trusting(ROOT), expired)))
        .containsExactly(Kind.UNTRUSTED, Kind.EXPIRED, Kind.NAME_MISMATCH);
  }

  @Test
  void evidenceSaysWhatWasComparedAndWhen() {
    Issued expired =
        Recipe.server("post.fi.example")
            .notBefore("2026-01-01T00:00:00Z")
            .notAfter("2026-11-01T00:00:00Z")
            .issuedBy(ROOT);
    CertificateFinding finding = refused(verify(trusting(ROOT), expired)).foremost();
    assertThat(finding.text())
        .isEqualTo(
            "CN=post.fi.example: expected a not-after of 2026-11-24T12:00:00Z or later, found"
                + " 2026-11-01T00:00:00Z");
    assertThat(finding.evidence())
        .containsEntry("certificate", "CN=post.fi.example")
        .containsEntry("certificateSha256", Certificates.sha256Of(expired.certificate()))
        .containsEntry("notAfter", "2026-11-01T00:00:00Z")
        .containsEntry("checkedAt", "2026-11-24T12:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          2026-11-24T11:59:59.999Z, NOT_YET_VALID
          2026-11-24T12:00:11Z,     EXPIRED
          2027-11-24T12:00:00Z,     EXPIRED
          1970-01-01T00:00:00Z,     NOT_YET_VALID
          """)
  void timeOutsideTheDatesIsRefused(Instant at, Kind expected) {
    assertThat(kinds(verdictOfTenSeconds(at))).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({"2026-11-24T12:00:00Z", "2026-11-24T12:00:10Z", "2026-11-24T12:00:10.999Z"})
  void bothDatesAreIncluded(Instant at) {
    assertVerified(verdictOfTenSeconds(at));
  }

  private static CertificateVerdict verdictOfTenSeconds(Instant at) {
    Issued root =
        Recipe.authority("CN=Old")
            .notBefore("1960-01-01T00:00:00Z")
            .notAfter("2040-01-01T00:00:00Z")
            .selfSigned();
    Issued server =
        Recipe.server("post.fi.example")
            .notBefore("2026-11-24T12:00:00Z")
            .notAfter("2026-11-24T12:00:10Z")
            .issuedBy(root);
    return CertificateVerifier.verify(
        certificates(server), ReferenceIdentifier.of(HOST), trusting(root), at);
  }

  @Test
  void expiredAnchorIsRefused() {
    Issued root =
        Recipe.authority("CN=Old")
            .notBefore("2020-01-01T00:00:00Z")
            .notAfter("2026-01-01T00:00:00Z")
            .selfSigned();
    assertThat(kinds(verify(trusting(root), Recipe.server("post.fi.example").issuedBy(root))))
        .containsExactly(Kind.EXPIRED);
  }

  @Test
  void expiredIntermediateIsReportedAsExpiredNotAsUntrusted() {
    Issued expired = expiredTwinOfIntermediate();
    assertThat(kinds(verify(trusting(ROOT), SERVER, expired))).containsExactly(Kind.EXPIRED);
  }

  @Test
  void validTwinOfAnExpiredIntermediateIsUsed() {
    Issued expired = expiredTwinOfIntermediate();
    assertVerified(verify(trusting(ROOT), SERVER, expired, INTERMEDIATE));
    assertVerified(verify(trusting(ROOT), SERVER, INTERMEDIATE, expired));
  }

  private static Issued expiredTwinOfIntermediate() {
    return Recipe.authority("CN=Intermediate,O=DigiCert Inc")
        .keys(INTERMEDIATE.keys())
        .notBefore("2020-01-01T00:00:00Z")
        .notAfter("2026-01-01T00:00:00Z")
        .issuedBy(ROOT);
  }

  @Test
  void crossSignedPathToTheApprovedAnchorIsFound() {
    Issued approved = Recipe.authority("CN=Approved,O=Approved").selfSigned();
    Issued crossSigned =
        Recipe.authority("CN=Intermediate,O=DigiCert Inc")
            .keys(INTERMEDIATE.keys())
            .issuedBy(approved);
    CertificateRequirement requirement =
        trusting(ROOT, approved).toBuilder().issuers(IssuerFilter.of(List.of("Approved"))).build();
    assertVerified(verify(requirement, SERVER, INTERMEDIATE, crossSigned));
    assertThat(kinds(verify(requirement, SERVER, INTERMEDIATE)))
        .containsExactly(Kind.ISSUER_NOT_APPROVED);
  }

  @Test
  void nameOfAnApprovedAnchorInTheIssuerFieldProvesNothing() {
    Issued own = Recipe.authority("CN=Own,O=Own").selfSigned();
    Issued namedAlike = Recipe.authority("CN=Intermediate,O=DigiCert Inc").issuedBy(own);
    Issued server = Recipe.server("post.fi.example").issuedBy(namedAlike);
    CertificateRequirement requirement =
        trusting(own, ROOT).toBuilder().issuers(IssuerFilter.of(List.of("DigiCert"))).build();
    NotVerified verdict = refused(verify(requirement, server, namedAlike));
    assertThat(verdict.foremost().kind()).isEqualTo(Kind.ISSUER_NOT_APPROVED);
    assertThat(verdict.foremost().evidence())
        .containsEntry("expected", "[DigiCert]")
        .containsEntry("presented", "Own");
  }

  @Test
  void foreignTextInFindingsIsOneBoundedPrintableLine() {
    Issued nasty =
        Recipe.subject("CN=\"x\r\nSubject: \u202Eforged" + "y".repeat(1000) + "\"").selfSigned();
    refused(verify(trusting(ROOT), nasty))
        .findings()
        .forEach(
            finding ->
                assertThat(finding + "")
                    .doesNotContain("\r", "\n", "\u202E")
                    .hasSizeLessThan(3000));
  }
}
