package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.enforcedtls.address.Domain;
import org.enforcedtls.trust.Recipe.Issued;

/** Foreign octets, mutated. */
final class TrustFuzzTest {
  private static final Issued ROOT = Recipe.authority("CN=Root,O=Root").selfSigned();
  private static final Issued INTERMEDIATE = Recipe.authority("CN=I").issuedBy(ROOT);
  private static final Issued SERVER =
      Recipe.server("post.fi.example", "*.fi.example").issuedBy(INTERMEDIATE);
  private static final String LIST = list();
  private static final CertificateFactory BOUNCY_CASTLE = bouncyCastle();
  private static final CertificateRequirement REQUIREMENT = Verdicts.trusting(ROOT);

  @Property(tries = 1000)
  void changedServerCertificateIsNeverVerified(
      @ForAll @IntRange(max = 100_000) int place, @ForAll @IntRange(min = 1, max = 255) int change)
      throws Exception {
    for (X509Certificate server : changed(SERVER.certificate(), place, change)) {
      assertThat(verdict(List.of(server, INTERMEDIATE.certificate())).isVerified()).isFalse();
    }
  }

  @Property(tries = 1000)
  void changedIntermediateIsNeverVerified(
      @ForAll @IntRange(max = 100_000) int place, @ForAll @IntRange(min = 1, max = 255) int change)
      throws Exception {
    for (X509Certificate intermediate : changed(INTERMEDIATE.certificate(), place, change)) {
      assertThat(verdict(List.of(SERVER.certificate(), intermediate)).isVerified()).isFalse();
    }
  }

  /** The changed certificate as two engines read it, where they can read it at all. */
  private static List<X509Certificate> changed(X509Certificate original, int place, int change)
      throws CertificateException {
    byte[] der = original.getEncoded();
    der[place % der.length] ^= (byte) change;
    List<X509Certificate> readings = new ArrayList<>();
    for (CertificateFactory engine :
        List.of(CertificateFactory.getInstance("X.509"), BOUNCY_CASTLE)) {
      try {
        Certificate read = engine.generateCertificate(new ByteArrayInputStream(der));
        // Bouncy Castle mends some changes when it encodes again: then nothing was changed.
        if (read instanceof X509Certificate reading
            && !Arrays.equals(reading.getEncoded(), original.getEncoded())) {
          readings.add(reading);
        }
      } catch (CertificateException | RuntimeException unreadable) {
        // Such a certificate never comes out of a handshake.
      }
    }
    return readings;
  }

  /** Found by the property above: the JDK takes no offence if the bits are zero. */
  @Example
  void signatureWithUnusedBitsIsMalformed() throws CertificateException {
    X509Certificate even = SERVER.certificate();
    while ((even.getSignature()[even.getSignature().length - 1] & 1) != 0) {
      even = Recipe.server("post.fi.example").issuedBy(INTERMEDIATE).certificate();
    }
    byte[] der = even.getEncoded();
    int unusedBits = der.length - even.getSignature().length - 1;
    assertThat(der[unusedBits]).isZero();
    der[unusedBits] = 1;
    assertThatThrownBy(() -> Certificates.parse(der))
        .isInstanceOf(CertificateException.class)
        .hasMessage("1 unused bits in the signature");
  }

  /** Extensions that are validly signed, but whose content is any octets. */
  @Property(tries = 300)
  void anyOctetsInSignedExtensionsNeverThrow(
      @ForAll byte[] content, @ForAll @IntRange(max = 5) int which) {
    List<ASN1ObjectIdentifier> types =
        List.of(
            Extension.subjectAlternativeName,
            Extension.nameConstraints,
            Extension.basicConstraints,
            Extension.keyUsage,
            Extension.extendedKeyUsage,
            Extension.authorityKeyIdentifier);
    try {
      Issued server =
          Recipe.subject("CN=post.fi.example")
              .rawExtension(types.get(which), content)
              .issuedBy(ROOT);
      verdict(List.of(server.certificate()));
    } catch (IllegalStateException refusedByTheParser) {
      assertThat(refusedByTheParser).hasCauseInstanceOf(CertificateException.class);
    }
  }

  @Property(tries = 1000)
  void changedListIsReadOrRefusedWithItsLine(
      @ForAll @IntRange(max = 100_000) int place, @ForAll char change) throws Exception {
    StringBuilder text = new StringBuilder(LIST);
    text.setCharAt(place % text.length(), change);
    CertdataParser parser = new CertdataParser("list.txt", text.toString());
    try {
      parser.parse();
      parser
          .anchors()
          .forEach(anchor -> assertThat(anchor.certificate()).isEqualTo(ROOT.certificate()));
    } catch (IOException e) {
      assertThat(e.getMessage()).matches("list\\.txt:[0-9]+: expected (?s:.*), found (?s:.*)");
    }
  }

  @Property(tries = 500)
  void changedPemIsReadOrRefusedWithItsLine(
      @ForAll @IntRange(max = 100_000) int place, @ForAll char change) throws Exception {
    StringBuilder text = new StringBuilder("-----BEGIN CERTIFICATE-----\n");
    text.append(Base64.getMimeEncoder().encodeToString(ROOT.certificate().getEncoded()));
    text.append("\n-----END CERTIFICATE-----\n");
    text.setCharAt(place % text.length(), change);
    try {
      assertThat(new PemParser("a.pem", text.toString()).anchors()).hasSizeLessThan(2);
    } catch (IOException e) {
      assertThat(e.getMessage()).matches("a\\.pem:[0-9]+: expected (?s:.*), found (?s:.*)");
    }
  }

  private static CertificateVerdict verdict(List<X509Certificate> presented) {
    return CertificateVerifier.verify(
        presented, ReferenceIdentifier.of(Domain.of("post.fi.example")), REQUIREMENT, Recipe.NOW);
  }

  private static String list() {
    return CertdataText.certificate(ROOT.certificate(), "root", "CK_BBOOL CK_FALSE")
        + CertdataText.trust(ROOT.certificate(), "CKT_NSS_TRUSTED_DELEGATOR");
  }

  private static CertificateFactory bouncyCastle() {
    try {
      return CertificateFactory.getInstance("X.509", new BouncyCastleProvider());
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }
}
