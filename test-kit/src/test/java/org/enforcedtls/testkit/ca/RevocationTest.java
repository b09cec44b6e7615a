package org.enforcedtls.testkit.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the CA says of whether a certificate was revoked, and where. */
class RevocationTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final TestCa CA =
      TestCa.root("Test CA", InstantSource.fixed(NOW)).issueAuthority();
  private static final String ACCESS = "1.3.6.1.5.5.7.1.1";
  private static final String POINTS = "2.5.29.31";

  @Test
  void urlsStandInTheirExtensions() {
    X509Certificate certificate =
        CA.certificate("mx.fi.example")
            .revocationUrls(
                RevocationUrls.none()
                    .addOcsp("http://ocsp.example/")
                    .addOcsp("ldap://b/")
                    .addCrl("http://crl.example/"))
            .issue()
            .certificate();
    assertThat(text(certificate, ACCESS)).contains("http://ocsp.example/", "ldap://b/");
    assertThat(text(certificate, POINTS)).contains("http://crl.example/");
  }

  @Test
  void withoutUrlsThereIsNoExtension() {
    X509Certificate certificate =
        CA.certificate("mx.fi.example")
            .revocationUrls(RevocationUrls.none().addOcsp("http://a/").addCrl("http://a/"))
            .revocationUrls(RevocationUrls.none())
            .issue()
            .certificate();
    assertThat(certificate.getExtensionValue(ACCESS)).isNull();
    assertThat(certificate.getExtensionValue(POINTS)).isNull();
  }

  @Test
  void crlHoldsWhatWasRevoked() throws Exception {
    TestCertificate revoked = CA.issue("mx.fi.example");
    X509CRL crl =
        (X509CRL)
            CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(CA.crl(revoked)));
    crl.verify(CA.certificate().getPublicKey());
    assertThat(crl.isRevoked(revoked.certificate())).isTrue();
    assertThat(crl.isRevoked(CA.issue("b.example").certificate())).isFalse();
  }

  @ParameterizedTest
  @EnumSource(OcspStatus.class)
  void ocspResponseIsSignedAndSaysWhatItWasTold(OcspStatus status) throws Exception {
    TestCertificate about = CA.issue("mx.fi.example");
    BasicOCSPResp response =
        (BasicOCSPResp) new OCSPResp(CA.ocspResponse(about, status)).getResponseObject();
    assertThat(
            response.isSignatureValid(
                new JcaContentVerifierProviderBuilder().build(CA.certificate())))
        .isTrue();
    SingleResp single = response.getResponses()[0];
    assertThat(single.getCertID().getSerialNumber())
        .isEqualTo(about.certificate().getSerialNumber());
    assertThat(single.getThisUpdate().toInstant()).isEqualTo(NOW);
    assertThat(single.getNextUpdate().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(3)));
    CertificateStatus said = single.getCertStatus();
    switch (status) {
      case GOOD -> assertThat(said).isSameAs(CertificateStatus.GOOD);
      case REVOKED -> assertThat(said).isInstanceOf(RevokedStatus.class);
      case UNKNOWN -> assertThat(said).isInstanceOf(UnknownStatus.class);
    }
  }

  private static String text(X509Certificate certificate, String oid) {
    byte[] value = ASN1OctetString.getInstance(certificate.getExtensionValue(oid)).getOctets();
    return new String(value, java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
