package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import org.enforcedtls.trust.CertificateFinding.Kind;
import org.enforcedtls.trust.Recipe.Issued;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DistrustTest {
  private static final Issued ROOT = Recipe.authority("CN=Root").selfSigned();
  private static final Issued INTERMEDIATE = Recipe.authority("CN=Intermediate").issuedBy(ROOT);
  private static final Issued SERVER = Recipe.server("post.fi.example").issuedBy(INTERMEDIATE);

  @TempDir Path folder;

  @Test
  void distrustedIntermediateSpoilsThePath() throws Exception {
    CertificateVerdict verdict = verify(rootAndDistrust(INTERMEDIATE.certificate()));
    assertThat(Verdicts.kinds(verdict)).containsExactly(Kind.DISTRUSTED);
  }

  @Test
  void distrustedServerAndAnchorSpoilThePath() throws Exception {
    assertThat(Verdicts.kinds(verify(rootAndDistrust(SERVER.certificate()))))
        .containsExactly(Kind.DISTRUSTED);
    TrustAnchors fromPem = TrustAnchors.of(Verdicts.certificates(ROOT));
    Issued other = Recipe.authority("CN=Other").selfSigned();
    TrustAnchors list =
        read(
            entry(other.certificate())
                + CertdataText.trust(ROOT.certificate(), "CKT_NSS_NOT_TRUSTED"));
    assertThat(Verdicts.kinds(verify(fromPem.union(list)))).containsExactly(Kind.DISTRUSTED);
  }

  @Test
  void distrustOfAStrangerHarmsNobody() throws Exception {
    Issued sameNumber =
        Recipe.authority("CN=Stranger")
            .serialNumber(INTERMEDIATE.certificate().getSerialNumber().longValueExact())
            .selfSigned();
    assertThat(verify(rootAndDistrust(sameNumber.certificate())).isVerified()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          261124105959Z, false
          261124110000Z, true
          261124110001Z, true
          491231235959Z, true
          200101000000Z, false
          """)
  void limitIsComparedWithTheNotBeforeOfTheEndEntity(String limit, boolean isVerified)
      throws Exception {
    assertThat(SERVER.certificate().getNotBefore()).isEqualTo("2026-11-24T11:00:00.000Z");
    String octal = CertdataText.octal(limit.getBytes(StandardCharsets.US_ASCII));
    TrustAnchors anchors =
        read(
            CertdataText.certificate(ROOT.certificate(), "root", octal)
                + CertdataText.trust(ROOT.certificate(), "CKT_NSS_TRUSTED_DELEGATOR"));
    CertificateVerdict verdict = verify(anchors);
    assertThat(verdict.isVerified()).isEqualTo(isVerified);
    if (!isVerified) {
      assertThat(Verdicts.kinds(verdict)).containsExactly(Kind.DISTRUSTED);
    }
  }

  private TrustAnchors rootAndDistrust(X509Certificate certificate) throws Exception {
    return read(entry(ROOT.certificate()) + CertdataText.trust(certificate, "CKT_NSS_NOT_TRUSTED"));
  }

  private static String entry(X509Certificate certificate) throws Exception {
    return CertdataText.certificate(certificate, "root", "CK_BBOOL CK_FALSE")
        + CertdataText.trust(certificate, "CKT_NSS_TRUSTED_DELEGATOR");
  }

  private TrustAnchors read(String text) throws Exception {
    return TrustAnchors.fromCertdata(Files.writeString(folder.resolve("list.txt"), text));
  }

  private static CertificateVerdict verify(TrustAnchors anchors) {
    return Verdicts.verify(CertificateRequirement.builder(anchors).build(), SERVER, INTERMEDIATE);
  }
}
