package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.enforcedtls.trust.CertificateFinding.Kind;
import org.enforcedtls.trust.Recipe.Issued;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StrengthTest {
  private static final Issued RSA_ROOT =
      Recipe.authority("CN=RSA").keys("RSA 2048").signedWith("SHA256withRSA").selfSigned();
  private static final Issued EC_ROOT = Recipe.authority("CN=EC").selfSigned();

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          RSA 2048,  2048, 256, true
          RSA 2048,  2049, 256, false
          RSA 2047,  2048, 256, false
          RSA 1024,  2048, 256, false
          RSA 512,   2048, 256, false
          P-256,     2048, 256, true
          P-384,     2048, 384, true
          P-521,     2048, 384, true
          P-256,     2048, 384, false
          Ed25519,   2048, 256, true
          Ed25519,   2048, 384, false
          Ed448,     2048, 384, true
          DSA 1024,  2048, 256, false
          DSA 2048,  2048, 256, false
          """)
  void keyIsComparedWithTheFloorOfItsKind(String key, int rsaBits, int ecBits, boolean isGood) {
    CertificateRequirement requirement =
        Verdicts.trusting(EC_ROOT).toBuilder().leastRsaBits(rsaBits).leastEcBits(ecBits).build();
    Optional<CertificateFinding> finding =
        new KeyStrength(requirement)
            .check(Recipe.server("post.fi.example").keys(key).issuedBy(EC_ROOT).certificate());
    assertThat(finding.isEmpty()).isEqualTo(isGood);
    finding.ifPresent(found -> assertThat(found.kind()).isEqualTo(Kind.WEAK_KEY));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          SHA256withRSA,         true
          SHA384withRSA,         true
          SHA512withRSA,         true
          SHA256withRSAandMGF1,  true
          SHA512withRSAandMGF1,  true
          SHA224withRSA,         false
          SHA1withRSA,           false
          MD5withRSA,            false
          MD2withRSA,            false
          SHA1withRSAandMGF1,    false
          SHA256withECDSA,       true
          SHA512withECDSA,       true
          SHA224withECDSA,       false
          SHA1withECDSA,         false
          """)
  void signatureNeedsAStrongDigest(String algorithm, boolean isGood) {
    Issued root = algorithm.contains("RSA") ? RSA_ROOT : EC_ROOT;
    CertificateVerdict verdict =
        Verdicts.verify(
            Verdicts.trusting(root),
            Recipe.server("post.fi.example").signedWith(algorithm).issuedBy(root));
    assertThat(verdict.isVerified()).as("%s", verdict).isEqualTo(isGood);
    if (!isGood) {
      assertThat(Verdicts.kinds(verdict)).containsExactly(Kind.WEAK_SIGNATURE);
    }
  }

  @ParameterizedTest
  @CsvSource({"Ed25519", "Ed448"})
  void edwardsCurvesVouchAndServe(String algorithm) {
    Issued root = Recipe.authority("CN=Ed").keys(algorithm).signedWith(algorithm).selfSigned();
    Issued server =
        Recipe.server("post.fi.example").keys(algorithm).signedWith(algorithm).issuedBy(root);
    assertThat(Verdicts.verify(Verdicts.trusting(root), server).isVerified()).isTrue();
  }

  @Test
  void signatureOfTheAnchorOnItselfDoesNotMatter() {
    Issued root =
        Recipe.authority("CN=SHA-1").keys("RSA 2048").signedWith("SHA1withRSA").selfSigned();
    Issued server = Recipe.server("post.fi.example").signedWith("SHA256withRSA").issuedBy(root);
    assertThat(Verdicts.verify(Verdicts.trusting(root), server).isVerified()).isTrue();
  }

  @Test
  void weakKeysAreFoundAnywhereOnThePath() {
    Issued weakRoot =
        Recipe.authority("CN=Weak").keys("RSA 1024").signedWith("SHA256withRSA").selfSigned();
    Issued server = Recipe.server("post.fi.example").signedWith("SHA256withRSA").issuedBy(weakRoot);
    assertThat(Verdicts.kinds(Verdicts.verify(Verdicts.trusting(weakRoot), server)))
        .containsExactly(Kind.WEAK_KEY);
  }

  @Test
  void floorsCanOnlyBeRaised() {
    CertificateRequirement.Builder builder = Verdicts.trusting(EC_ROOT).toBuilder();
    assertThatThrownBy(() -> builder.leastRsaBits(2047))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("leastRsaBits: expected at least 2048 bits, found 2047");
    assertThatThrownBy(() -> builder.leastEcBits(255)).isInstanceOf(IllegalArgumentException.class);
  }
}
