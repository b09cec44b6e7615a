package org.enforcedtls.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.enforcedtls.trust.CertificateFinding.Kind;

/** Whether a certificate is within its dates, both ends included (RFC 5280 §4.1.2.5). */
final class Validity {
  private Validity() {}

  static boolean includes(X509Certificate certificate, Instant at) {
    return check(certificate, at).isEmpty();
  }

  /** The time of check in whole seconds, as dates in a certificate have no smaller unit. */
  static Optional<CertificateFinding> check(X509Certificate certificate, Instant at) {
    Instant notBefore = certificate.getNotBefore().toInstant();
    Instant notAfter = certificate.getNotAfter().toInstant();
    Instant second = Instant.ofEpochSecond(at.getEpochSecond());
    if (second.isAfter(notAfter)) {
      return Optional.of(
          Evidence.about(certificate)
              .with("notAfter", notAfter)
              .with("checkedAt", second)
              .finding(
                  Kind.EXPIRED, "a not-after of " + second + " or later", notAfter.toString()));
    }
    if (second.isBefore(notBefore)) {
      return Optional.of(
          Evidence.about(certificate)
              .with("notBefore", notBefore)
              .with("checkedAt", second)
              .finding(
                  Kind.NOT_YET_VALID,
                  "a not-before of " + second + " or earlier",
                  notBefore.toString()));
    }
    return Optional.empty();
  }
}
