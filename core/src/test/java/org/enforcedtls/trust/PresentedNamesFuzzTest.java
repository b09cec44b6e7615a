package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.Extension;
import org.enforcedtls.address.Domain;
import org.enforcedtls.trust.Recipe.Issued;
import org.junit.jupiter.params.provider.MethodSource;

/** Subject alternative names, validly signed, whose content is any octets. */
final class PresentedNamesFuzzTest {
  private static final int SEQUENCE = PlainDer.SEQUENCE;
  private static final Domain HOST = Domain.of(RepeatableScene.HOST);

  static Stream<byte[]> names() throws UnknownHostException {
    byte[] address = InetAddress.getByName("192.0.2.1").getAddress();
    return Stream.of(
        PlainDer.encoded(SEQUENCE, dnsName(RepeatableScene.HOST)),
        PlainDer.encoded(SEQUENCE, dnsName("*.fi.example"), PlainDer.encoded(0x87, address)),
        PlainDer.encoded(SEQUENCE, dnsName("*.example"), dnsName("post.fi.example\0")),
        PlainDer.encoded(
            SEQUENCE,
            PlainDer.encoded(0xA4, PlainDer.encoded(SEQUENCE)),
            PlainDer.encoded(0x81, new byte[] {'a', '@', 'b'}),
            dnsName("POST.FI.EXAMPLE.")),
        PlainDer.encoded(SEQUENCE));
  }

  private static byte[] dnsName(String name) {
    return PlainDer.encoded(0x82, name.getBytes(StandardCharsets.US_ASCII));
  }

  @MethodSource("names")
  @FuzzTest
  void onlyNameThatAPlainReaderFindsIsVerified(byte[] content) {
    server(content).ifPresent(server -> check(server, content));
  }

  private static void check(X509Certificate server, byte[] content) {
    CertificateVerdict verdict =
        CertificateVerifier.verify(
            List.of(server), ReferenceIdentifier.of(HOST), RepeatableScene.REQUIREMENT, Recipe.NOW);
    boolean isNamed = CertificateVerifier.names(server, HOST);
    if (verdict.isVerified() || isNamed) {
      assertThat(PlainNames.dnsNames(content))
          .anyMatch(name -> PlainNames.matches(name, HOST.aLabels()));
    }
    assertThat(isNamed || !verdict.isVerified()).isTrue();
  }

  private static Optional<X509Certificate> server(byte[] content) {
    try {
      Issued server =
          RepeatableScene.repeatable(Recipe.subject("CN=post.fi.example"), 4)
              .rawExtension(Extension.subjectAlternativeName, content)
              .issuedBy(RepeatableScene.ROOT);
      return Optional.of(server.certificate());
    } catch (IllegalStateException refusedByTheParser) {
      assertThat(refusedByTheParser).hasCauseInstanceOf(CertificateException.class);
      return Optional.empty();
    }
  }
}
