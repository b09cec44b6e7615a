package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DigestAlgorithmIdentifierFinder;
import org.enforcedtls.trust.CertificateFinding.Kind;
import org.enforcedtls.trust.Recipe.Issued;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StrengthTest {
  private static final DigestAlgorithmIdentifierFinder DIGESTS =
      new DefaultDigestAlgorithmIdentifierFinder();
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

  /** As for a responder, whom no requirement speaks of. */
  @ParameterizedTest
  @CsvSource({
    "RSA 2047, false",
    "RSA 1024, false",
    "P-224,    false",
    "DSA 2048, false",
    "RSA 2048, true",
    "P-256,    true",
    "Ed25519,  true",
    "Ed448,    true"
  })
  void keyIsComparedWithTheLowestFloor(String key, boolean isGood) {
    Issued issued =
        Recipe.server("post.fi.example")
            .keys(keys(key))
            .signedWith("SHA256withECDSA")
            .issuedBy(EC_ROOT);
    assertThat(KeyStrength.isAtLeastFloor(issued.certificate())).isEqualTo(isGood);
  }

  /** The JDK makes no key on so small a curve. */
  private static KeyPair keys(String algorithm) {
    return algorithm.equals("P-224") ? small() : Recipe.generate(algorithm);
  }

  private static KeyPair small() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
      generator.initialize(new ECGenParameterSpec("secp224r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SHA-256, SHA-256, true",
    "SHA-384, SHA-512, true",
    "SHA-1,   SHA-256, false",
    "SHA-256, SHA-1,   false",
    "SHA-224, SHA-256, false",
    "SHA-256, SHA-224, false"
  })
  void rsassaPssNeedsStrongDigestsInBothPlaces(String digest, String ofMask, boolean isGood) {
    RSASSAPSSparams parameters =
        new RSASSAPSSparams(
            DIGESTS.find(digest),
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, DIGESTS.find(ofMask)),
            new ASN1Integer(32),
            RSASSAPSSparams.DEFAULT_TRAILER_FIELD);
    assertThat(
            SignatureStrength.isGood(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS, parameters)))
        .isEqualTo(isGood);
  }

  /** What is left out stands for SHA-1. */
  @Test
  void rsassaPssWithoutParametersIsWeak() {
    assertThat(
            SignatureStrength.isGood(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS)))
        .isFalse();
    assertThat(
            SignatureStrength.isGood(
                new AlgorithmIdentifier(
                    PKCSObjectIdentifiers.id_RSASSA_PSS, new RSASSAPSSparams())))
        .isFalse();
  }

  @Test
  void weakSignatureIsReportedBesideAMissingPath() {
    Issued server = Recipe.server("post.fi.example").signedWith("SHA1withECDSA").issuedBy(EC_ROOT);
    assertThat(Verdicts.kinds(Verdicts.verify(Verdicts.trusting(RSA_ROOT), server)))
        .containsExactly(Kind.UNTRUSTED, Kind.WEAK_SIGNATURE);
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
