package org.enforcedtls.trust;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.trust.CertificateFinding.Kind;

/** Whether the key of a certificate is of an allowed kind and long enough. */
final class KeyStrength {
  private final CertificateRequirement requirement;

  KeyStrength(CertificateRequirement requirement) {
    this.requirement = requirement;
  }

  Optional<CertificateFinding> check(X509Certificate certificate) {
    PublicKey key = certificate.getPublicKey();
    if (key instanceof RSAPublicKey rsa) {
      return check(certificate, "RSA", rsa.getModulus().bitLength(), requirement.leastRsaBits());
    }
    if (key instanceof ECPublicKey ec) {
      int bits = ec.getParams().getOrder().bitLength();
      return check(certificate, "EC", bits, requirement.leastEcBits());
    }
    if (key instanceof EdECPublicKey edwards) {
      int bits = edwards.getParams().getName().equals("Ed448") ? 448 : 256;
      return check(certificate, edwards.getParams().getName(), bits, requirement.leastEcBits());
    }
    return Optional.of(weak(certificate, key.getAlgorithm()));
  }

  /** Whether it would do for a requirement that does not raise the floor. */
  static boolean isAtLeastFloor(X509Certificate certificate) {
    PublicKey key = certificate.getPublicKey();
    if (key instanceof RSAPublicKey rsa) {
      return rsa.getModulus().bitLength() >= CertificateRequirement.RSA_BITS_FLOOR;
    }
    return key instanceof EdECPublicKey
        || (key instanceof ECPublicKey ec
            && ec.getParams().getOrder().bitLength() >= CertificateRequirement.EC_BITS_FLOOR);
  }

  private Optional<CertificateFinding> check(
      X509Certificate certificate, String algorithm, int bits, int least) {
    return bits >= least
        ? Optional.empty()
        : Optional.of(weak(certificate, algorithm + " with " + bits + " bits"));
  }

  private CertificateFinding weak(X509Certificate certificate, String found) {
    String expected =
        "a key of at least RSA "
            + requirement.leastRsaBits()
            + " or EC "
            + requirement.leastEcBits()
            + " bits";
    return Evidence.about(certificate)
        .with("key", ForeignText.of(found))
        .finding(Kind.WEAK_KEY, expected, ForeignText.of(found));
  }
}
