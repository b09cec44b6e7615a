package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.enforcedtls.trust.Verdicts.ROOT;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyIdentifiersTest {
  /** The order in which issuers are tried; nothing is trusted for it. */
  @ParameterizedTest
  @CsvSource({
    "key,    key,    0",
    "key,    other,  2",
    "key,    none,   1",
    "none,   key,    1",
    "none,   none,   1",
    "empty,  key,    1",
    "broken, key,    1",
    "key,    broken, 1"
  })
  void identifiersThatAgreeComeFirst(String ofAuthority, String ofSubject, int distance) {
    Recipe issued = Recipe.subject("CN=x");
    switch (ofAuthority) {
      case "none" -> {}
      case "empty" -> issued.rawExtension(Extension.authorityKeyIdentifier, new byte[] {0x30, 0});
      case "broken" -> issued.rawExtension(Extension.authorityKeyIdentifier, new byte[] {5, 0});
      default ->
          issued.nonCritical(
              Extension.authorityKeyIdentifier, new AuthorityKeyIdentifier(octets(ofAuthority)));
    }
    Recipe issuer = Recipe.authority("CN=y");
    switch (ofSubject) {
      case "none" -> {}
      case "broken" -> issuer.rawExtension(Extension.subjectKeyIdentifier, new byte[] {5, 0});
      default ->
          issuer.nonCritical(
              Extension.subjectKeyIdentifier, new SubjectKeyIdentifier(octets(ofSubject)));
    }
    assertThat(
            KeyIdentifiers.distance(
                issued.issuedBy(ROOT).certificate(), issuer.issuedBy(ROOT).certificate()))
        .isEqualTo(distance);
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
