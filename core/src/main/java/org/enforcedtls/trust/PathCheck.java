package org.enforcedtls.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Asks every question of a path, and keeps all the answers that are no. */
final class PathCheck {
  private final CertificateRequirement requirement;
  private final Instant at;
  private final KeyStrength keys;
  private final RevocationCheck revocation;

  PathCheck(CertificateRequirement requirement, RevocationCheck revocation, Instant at) {
    this.revocation = revocation;
    this.requirement = requirement;
    this.at = at;
    this.keys = new KeyStrength(requirement);
  }

  List<CertificateFinding> check(CandidatePath path) {
    List<CertificateFinding> findings = new ArrayList<>();
    findings.addAll(new AnchorCheck(requirement).check(path));
    path.certificates().forEach(certificate -> checkAnyPlace(certificate, findings));
    path.belowAnchor()
        .forEach(certificate -> SignatureStrength.check(certificate).ifPresent(findings::add));
    findings.addAll(CertificateUse.check(path));
    findings.addAll(new NameConstraintsCheck(path, requirement.identityRule()).findings());
    findings.addAll(revocation.check(path));
    if (findings.isEmpty()) {
      PlatformValidation.check(path, at).ifPresent(findings::add);
    }
    return findings;
  }

  /** What can be said of an end entity that no path leads from. */
  List<CertificateFinding> checkAlone(X509Certificate endEntity) {
    List<CertificateFinding> findings = new ArrayList<>();
    checkAnyPlace(endEntity, findings);
    SignatureStrength.check(endEntity).ifPresent(findings::add);
    findings.addAll(CertificateUse.checkEndEntity(endEntity));
    return findings;
  }

  private void checkAnyPlace(X509Certificate certificate, List<CertificateFinding> findings) {
    Validity.check(certificate, at).ifPresent(findings::add);
    keys.check(certificate).ifPresent(findings::add);
  }
}
