package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.enforcedtls.trust.Verdicts.ROOT;
import static org.enforcedtls.trust.Verdicts.SERVER;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.Extension;
import org.enforcedtls.address.Domain;
import org.enforcedtls.trust.CertificateVerdict.NotVerified;
import org.enforcedtls.trust.CertificateVerdict.Verified;
import org.enforcedtls.trust.PresentedIdentifier.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no verdict can be, whatever the code in front of it does. */
final class CertificateVerdictTest {
  private static final PresentedIdentifier NAME =
      new PresentedIdentifier(Place.DNS_NAME, "post.fi.example");
  private static final TrustAnchor ANCHOR =
      TrustAnchors.of(Verdicts.certificates(ROOT)).iterator().next();

  @Test
  void nobodyIsRefusedWithoutAReason() {
    assertThatThrownBy(() -> new NotVerified(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("findings: expected at least one, found none");
  }

  @Test
  void pathEndsInItsAnchor() {
    for (List<X509Certificate> path :
        List.of(
            List.<X509Certificate>of(),
            Verdicts.certificates(SERVER),
            Verdicts.certificates(ROOT, SERVER))) {
      assertThatThrownBy(() -> new Verified(path, ANCHOR, NAME, new RevocationAnswer.NotChecked()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("path: expected one that ends in the anchor");
    }
  }

  @Test
  void nobodyIsVerifiedWhoWasRevoked() {
    RevocationAnswer revoked = new RevocationAnswer.Revoked("staple", Instant.EPOCH, "superseded");
    assertThatThrownBy(
            () -> new Verified(Verdicts.certificates(SERVER, ROOT), ANCHOR, NAME, revoked))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("revocation: expected none, found revoked");
  }

  @ParameterizedTest
  @CsvSource({
    "fi.example,       false",
    "se.example,       false",
    "a.fi.example,     true",
    "post.se.example,  true"
  })
  void certificateNamesTheDomainsOfItsAlternativeNames(String domain, boolean isNamed) {
    X509Certificate server =
        Recipe.subject("CN=fi.example")
            .names("*.fi.example", "post.se.example")
            .selfSigned()
            .certificate();
    assertThat(CertificateVerifier.names(server, Domain.of(domain))).isEqualTo(isNamed);
  }

  @Test
  void certificateWithUnreadableNamesNamesNothing() {
    X509Certificate server =
        Recipe.subject("CN=fi.example")
            .rawExtension(Extension.subjectAlternativeName, new byte[] {5, 0})
            .selfSigned()
            .certificate();
    assertThat(CertificateVerifier.names(server, Domain.of("fi.example"))).isFalse();
  }
}
