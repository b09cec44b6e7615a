package org.enforcedtls.trust;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.trust.CertificateFinding.Kind;

/**
 * A second opinion: the JDK's own validator has to agree before a path is good. It knows
 * certificate policies and what the platform's security properties disable. It names one reason
 * only, so it is asked last.
 */
final class PlatformValidation {
  private PlatformValidation() {}

  static Optional<CertificateFinding> check(CandidatePath path, Instant at) {
    if (path.belowAnchor().isEmpty()) {
      return Optional.empty();
    }
    try {
      PKIXParameters parameters =
          new PKIXParameters(
              Set.of(new java.security.cert.TrustAnchor(path.anchor().certificate(), null)));
      parameters.setRevocationEnabled(false);
      parameters.setPolicyQualifiersRejected(false);
      parameters.setDate(Date.from(Instant.ofEpochSecond(at.getEpochSecond())));
      CertPathValidator.getInstance("PKIX")
          .validate(
              CertificateFactory.getInstance("X.509").generateCertPath(path.belowAnchor()),
              parameters);
      return Optional.empty();
    } catch (CertPathValidatorException e) {
      return Optional.of(finding(kind(e.getReason()), culprit(path, e.getIndex()), e));
    } catch (GeneralSecurityException e) {
      return Optional.of(finding(Kind.UNSUITABLE, path.endEntity(), e));
    }
  }

  private static X509Certificate culprit(CandidatePath path, int index) {
    return index < 0 ? path.endEntity() : path.belowAnchor().get(index);
  }

  private static CertificateFinding finding(
      Kind kind, X509Certificate certificate, GeneralSecurityException e) {
    String reason = ForeignText.of(String.valueOf(e.getMessage()));
    return Evidence.about(certificate)
        .with("reason", reason)
        .finding(kind, "a path that the JDK accepts too", reason);
  }

  private static Kind kind(CertPathValidatorException.Reason reason) {
    if (reason == BasicReason.EXPIRED) {
      return Kind.EXPIRED;
    }
    if (reason == BasicReason.NOT_YET_VALID) {
      return Kind.NOT_YET_VALID;
    }
    if (reason == BasicReason.INVALID_SIGNATURE) {
      return Kind.UNTRUSTED;
    }
    return reason == BasicReason.ALGORITHM_CONSTRAINED ? Kind.WEAK_SIGNATURE : Kind.UNSUITABLE;
  }
}
