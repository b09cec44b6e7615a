package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no certificate, though a parser may take it for one. */
final class CertificatesTest {
  private static final byte[] DER = Certificates.encoded(RepeatableScene.SERVER.certificate());
  private static final int KEY = 6;

  @Test
  void octetsBehindACertificateAreRefused() {
    assertThatThrownBy(() -> Certificates.parse(Arrays.copyOf(DER, DER.length + 2)))
        .isInstanceOf(CertificateException.class)
        .hasMessage("2 octets behind the certificate");
  }

  /** The JDK takes such an extension for absent, so that the key could be used for anything. */
  @ParameterizedTest
  @CsvSource({"2.5.29.15", "2.5.29.37"})
  void malformedUsageIsNotTakenForNone(String extension) {
    for (byte[] malformed : List.of(new byte[0], new byte[] {5, 0}, new byte[] {0x30, 2, 6, 0})) {
      assertThatThrownBy(
              () ->
                  Recipe.server("post.fi.example")
                      .rawExtension(new ASN1ObjectIdentifier(extension), malformed)
                      .selfSigned())
          .hasRootCauseInstanceOf(CertificateException.class);
    }
  }

  /** The JDK skips a field that no version has, so that a limit in it would be none. */
  @Test
  void fieldThatTheJdkLeavesUnreadIsMalformed() throws CertificateException {
    byte[] der =
        changed(field -> field.tag() == 0xA3 ? new PlainDer(0xA4, field.content()) : field);
    assertThatThrownBy(() -> Certificates.parse(der))
        .isInstanceOf(CertificateException.class)
        .hasMessageStartingWith("malformed: Unknown tag encountered in structure: 4");
    X509Certificate asTheJdkHandsItOver =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der));
    assertThat(
            Verdicts.refused(
                    CertificateVerifier.verify(
                        List.of(asTheJdkHandsItOver),
                        ReferenceIdentifier.of(Verdicts.HOST),
                        RepeatableScene.REQUIREMENT,
                        Recipe.NOW))
                .foremost()
                .text())
        .contains("a malformed one: malformed: Unknown tag");
  }

  /** The JDK throws ArrayIndexOutOfBoundsException. */
  @Test
  void keyWithoutOctetsIsMalformed() {
    PlainDer key = PlainDer.of(DER).elements().get(0).elements().get(KEY);
    byte[] algorithm = PlainDer.encoded(PlainDer.SEQUENCE, key.elements().get(0).content());
    byte[] noKey =
        PlainDer.encoded(
            PlainDer.SEQUENCE, algorithm, PlainDer.encoded(PlainDer.BIT_STRING, new byte[1]));
    byte[] der =
        changed(
            field -> Arrays.equals(field.content(), key.content()) ? PlainDer.of(noKey) : field);
    assertThatThrownBy(() -> Certificates.parse(der))
        .isInstanceOf(CertificateException.class)
        .hasMessageStartingWith("malformed: ");
  }

  /** The server with its fields changed, signed again. */
  private static byte[] changed(UnaryOperator<PlainDer> change) {
    byte[][] fields =
        PlainDer.of(DER).elements().get(0).elements().stream()
            .map(change)
            .map(field -> PlainDer.encoded(field.tag(), field.content()))
            .toArray(byte[][]::new);
    return PlainDer.signed(
        PlainDer.encoded(PlainDer.SEQUENCE, fields), RepeatableScene.INTERMEDIATE);
  }
}
