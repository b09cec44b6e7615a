package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enforcedtls.trust.RepeatableScene.INTERMEDIATE;
import static org.enforcedtls.trust.RepeatableScene.ROOT;
import static org.enforcedtls.trust.RepeatableScene.SERVER;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.enforcedtls.address.Domain;
import org.enforcedtls.trust.CertificateVerdict.Verified;
import org.enforcedtls.trust.Recipe.Issued;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole chains, of which some octets are foreign. */
final class ChainFuzzTest {
  private static final Set<String> UNDERSTOOD =
      Set.of("15", "17", "19", "30", "32", "33", "36", "37", "54").stream()
          .map(last -> "2.5.29." + last)
          .collect(Collectors.toSet());

  private static final CertificateFactory JDK = engine(Security.getProvider("SUN"));
  private static final CertificateFactory BOUNCY_CASTLE = engine(new BouncyCastleProvider());

  private static CertificateFactory engine(Provider provider) {
    try {
      return CertificateFactory.getInstance("X.509", provider);
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<byte[]> chains() {
    return Stream.of(
        joined(SERVER, INTERMEDIATE),
        joined(SERVER, ROOT, INTERMEDIATE),
        joined(INTERMEDIATE, SERVER));
  }

  private static byte[] joined(Issued... chain) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    Arrays.stream(chain)
        .forEach(issued -> octets.writeBytes(Certificates.encoded(issued.certificate())));
    return octets.toByteArray();
  }

  /** As two engines read them. */
  @MethodSource("chains")
  @FuzzTest
  void onlyTheUnchangedCertificatesAreVerified(byte[] octets) {
    for (CertificateFactory engine : List.of(JDK, BOUNCY_CASTLE)) {
      if (verdict(read(octets, engine)) instanceof Verified verified) {
        assertThat(verified.path()).isEqualTo(Verdicts.certificates(SERVER, INTERMEDIATE, ROOT));
      }
    }
  }

  private static List<X509Certificate> read(byte[] octets, CertificateFactory engine) {
    List<X509Certificate> certificates = new ArrayList<>();
    ByteArrayInputStream in = new ByteArrayInputStream(octets);
    try {
      while (in.available() > 0
          && engine.generateCertificate(in) instanceof X509Certificate certificate) {
        certificates.add(certificate);
      }
    } catch (CertificateException | RuntimeException unreadable) {
      // An engine hands over none of the rest.
    }
    return certificates;
  }

  static Stream<byte[]> servers() {
    return Stream.of(
            Recipe.server(RepeatableScene.HOST),
            Recipe.server("*.fi.example")
                .extension(Extension.basicConstraints, new BasicConstraints(false))
                .extension(Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature))
                .nonCritical(
                    Extension.extendedKeyUsage,
                    new ExtendedKeyUsage(
                        new KeyPurposeId[] {
                          KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth
                        })),
            Recipe.server(RepeatableScene.HOST).notAfter("2026-11-24T11:00:00Z"))
        .map(recipe -> RepeatableScene.repeatable(recipe, 6).issuedBy(ROOT))
        .map(ChainFuzzTest::signedPart);
  }

  /** Whatever the root signs. */
  @MethodSource("servers")
  @FuzzTest
  void signedServerIsVerifiedOnlyIfAnotherReaderFindsNothingWrong(byte[] part) throws IOException {
    byte[] der = PlainDer.signed(part, ROOT);
    if (isVerified(der)) {
      X509CertificateHolder server = new X509CertificateHolder(der);
      assertSuitable(server);
      assertThat(PlainNames.dnsNames(content(server, Extension.subjectAlternativeName)))
          .anyMatch(name -> PlainNames.matches(name, RepeatableScene.HOST));
      BasicConstraints constraints = BasicConstraints.fromExtensions(server.getExtensions());
      KeyUsage usage = KeyUsage.fromExtensions(server.getExtensions());
      boolean isAuthority = constraints != null && constraints.isCA();
      assertThat(
              usage == null
                  || isAuthority
                  || Stream.of(
                          KeyUsage.digitalSignature,
                          KeyUsage.keyEncipherment,
                          KeyUsage.keyAgreement)
                      .anyMatch(usage::hasUsages))
          .isTrue();
    }
  }

  static Stream<byte[]> intermediates() {
    return Stream.of(
            Recipe.authority("CN=I"),
            Recipe.subject("CN=I")
                .extension(Extension.basicConstraints, new BasicConstraints(0))
                .extension(
                    Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .nonCritical(
                    Extension.extendedKeyUsage,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth)),
            Recipe.subject("CN=I"))
        .map(recipe -> RepeatableScene.repeatable(recipe, 2).issuedBy(ROOT))
        .map(ChainFuzzTest::signedPart);
  }

  /** Whatever the root signs, above a server that the key of the intermediate has signed. */
  @MethodSource("intermediates")
  @FuzzTest
  void signedIntermediateIsAcceptedOnlyIfAnotherReaderFindsNothingWrong(byte[] part)
      throws IOException {
    byte[] der = PlainDer.signed(part, ROOT);
    if (isVerified(Certificates.encoded(SERVER.certificate()), der)) {
      X509CertificateHolder authority = new X509CertificateHolder(der);
      assertSuitable(authority);
      assertThat(BasicConstraints.fromExtensions(authority.getExtensions()).isCA()).isTrue();
      KeyUsage usage = KeyUsage.fromExtensions(authority.getExtensions());
      assertThat(usage == null || usage.hasUsages(KeyUsage.keyCertSign)).isTrue();
    }
  }

  private static void assertSuitable(X509CertificateHolder certificate) {
    assertThat(certificate.isValidOn(Date.from(Recipe.NOW))).isTrue();
    Set<?> critical = certificate.getCriticalExtensionOIDs();
    assertThat(critical.stream().map(Object::toString)).isSubsetOf(UNDERSTOOD);
    ExtendedKeyUsage purposes = ExtendedKeyUsage.fromExtensions(certificate.getExtensions());
    assertThat(
            purposes == null
                || purposes.hasKeyPurposeId(KeyPurposeId.id_kp_serverAuth)
                || purposes.hasKeyPurposeId(KeyPurposeId.anyExtendedKeyUsage))
        .isTrue();
  }

  private static byte[] content(X509CertificateHolder certificate, ASN1ObjectIdentifier type) {
    Extensions extensions = certificate.getExtensions();
    return extensions.getExtension(type).getExtnValue().getOctets();
  }

  private static byte[] signedPart(Issued issued) {
    PlainDer part = PlainDer.of(Certificates.encoded(issued.certificate())).elements().get(0);
    return PlainDer.encoded(part.tag(), part.content());
  }

  private static boolean isVerified(byte[]... chain) {
    List<X509Certificate> presented = new ArrayList<>();
    for (byte[] der : chain) {
      try {
        presented.add(Certificates.parse(der));
      } catch (CertificateException unreadable) {
        return false;
      }
    }
    return verdict(presented).isVerified();
  }

  private static CertificateVerdict verdict(List<X509Certificate> presented) {
    return CertificateVerifier.verify(
        presented,
        ReferenceIdentifier.of(Domain.of(RepeatableScene.HOST)),
        RepeatableScene.REQUIREMENT,
        Recipe.NOW);
  }
}
