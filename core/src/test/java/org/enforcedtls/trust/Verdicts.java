package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.trust.CertificateFinding.Kind;
import org.enforcedtls.trust.CertificateVerdict.NotVerified;
import org.enforcedtls.trust.CertificateVerdict.Verified;
import org.enforcedtls.trust.Recipe.Issued;

/**
 * A root, an intermediate and a server for {@link #HOST}, and the verdicts that tests ask for on
 * what is presented.
 */
final class Verdicts {
  static final Domain HOST = Domain.of("post.fi.example");
  static final Issued ROOT = Recipe.authority("CN=Root,O=DigiCert Inc").selfSigned();
  static final Issued INTERMEDIATE =
      Recipe.authority("CN=Intermediate,O=DigiCert Inc").issuedBy(ROOT);
  static final Issued SERVER = Recipe.server("post.fi.example").issuedBy(INTERMEDIATE);

  private Verdicts() {}

  static CertificateRequirement trusting(Issued... anchors) {
    return CertificateRequirement.builder(TrustAnchors.of(certificates(anchors))).build();
  }

  static CertificateVerdict verify(CertificateRequirement requirement, Issued... presented) {
    return CertificateVerifier.verify(
        certificates(presented), ReferenceIdentifier.of(HOST), requirement, Recipe.NOW);
  }

  static List<X509Certificate> certificates(Issued... issued) {
    return Arrays.stream(issued).map(Issued::certificate).toList();
  }

  static NotVerified refused(CertificateVerdict verdict) {
    assertThat(verdict).isInstanceOf(NotVerified.class);
    return (NotVerified) verdict;
  }

  static List<Kind> kinds(CertificateVerdict verdict) {
    return refused(verdict).findings().stream().map(CertificateFinding::kind).toList();
  }

  static void assertVerified(CertificateVerdict verdict) {
    assertThat(verdict).isInstanceOf(Verified.class);
  }
}
