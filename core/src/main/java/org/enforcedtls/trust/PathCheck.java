package org.enforcedtls.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks every question of a path, and keeps all the answers that are no. What can be asked of a
 * certificate alone is asked once, however many paths lead over it. For one verification and one
 * thread.
 */
final class PathCheck implements PathSearch.Admission {
  private final CertificateRequirement requirement;
  private final Instant at;
  private final KeyStrength keys;
  private final RevocationCheck revocation;
  private final NameConstraintsCheck names;
  private final Map<X509Certificate, List<CertificateFinding>> asEndEntity = new HashMap<>();
  private final Map<X509Certificate, List<CertificateFinding>> asIssuer = new HashMap<>();
  private final Map<X509Certificate, List<CertificateFinding>> asSigned = new HashMap<>();

  PathCheck(CertificateRequirement requirement, RevocationCheck revocation, Instant at) {
    this.revocation = revocation;
    this.requirement = requirement;
    this.at = at;
    this.keys = new KeyStrength(requirement);
    this.names = new NameConstraintsCheck(requirement.identityRule());
  }

  /** All that is wrong with a path. */
  List<CertificateFinding> check(CandidatePath path) {
    AnchorCheck anchorCheck = new AnchorCheck(requirement);
    List<CertificateFinding> findings = new ArrayList<>(anchorCheck.check(path));
    findings.addAll(checkEndEntity(path.endEntity()));
    List<X509Certificate> certificates = path.certificates();
    names.startPath();
    for (int i = 1; i < certificates.size(); i++) {
      X509Certificate issuer = certificates.get(i);
      List<X509Certificate> below = certificates.subList(0, i);
      findings.addAll(checkIssuer(issuer));
      CertificateUse.checkPathLength(issuer, below).ifPresent(findings::add);
      names.check(issuer, below).ifPresent(findings::add);
    }
    path.belowAnchor().forEach(certificate -> findings.addAll(checkSigned(certificate)));
    if (findings.isEmpty()) {
      PlatformValidation.check(path, at).ifPresent(findings::add);
    }
    findings.addAll(findings.isEmpty() ? revocation.check(path) : revocation.checkAtHand(path));
    return findings;
  }

  /** What can be said of an end entity that no path leads from. */
  List<CertificateFinding> checkAlone(X509Certificate endEntity) {
    List<CertificateFinding> findings = new ArrayList<>(checkEndEntity(endEntity));
    findings.addAll(checkSigned(endEntity));
    return findings;
  }

  @Override
  public boolean admits(X509Certificate intermediate, List<X509Certificate> below) {
    return checkSigned(intermediate).isEmpty() && mayIssue(intermediate, below);
  }

  @Override
  public boolean admits(TrustAnchor anchor, List<X509Certificate> below) {
    return requirement.issuers().admits(anchor) && mayIssue(anchor.certificate(), below);
  }

  private boolean mayIssue(X509Certificate issuer, List<X509Certificate> below) {
    return checkIssuer(issuer).isEmpty()
        && CertificateUse.checkPathLength(issuer, below).isEmpty()
        && names.check(issuer, below).isEmpty();
  }

  private List<CertificateFinding> checkEndEntity(X509Certificate endEntity) {
    return asEndEntity.computeIfAbsent(
        endEntity,
        key -> {
          List<CertificateFinding> findings = new ArrayList<>(checkAnyPlace(key));
          findings.addAll(CertificateUse.checkEndEntity(key));
          return findings;
        });
  }

  private List<CertificateFinding> checkIssuer(X509Certificate issuer) {
    return asIssuer.computeIfAbsent(
        issuer,
        key -> {
          List<CertificateFinding> findings = new ArrayList<>(checkAnyPlace(key));
          findings.addAll(CertificateUse.checkIssuer(key));
          return findings;
        });
  }

  private List<CertificateFinding> checkSigned(X509Certificate certificate) {
    return asSigned.computeIfAbsent(
        certificate, key -> SignatureStrength.check(key).map(List::of).orElse(List.of()));
  }

  private List<CertificateFinding> checkAnyPlace(X509Certificate certificate) {
    List<CertificateFinding> findings = new ArrayList<>();
    Validity.check(certificate, at).ifPresent(findings::add);
    keys.check(certificate).ifPresent(findings::add);
    return findings;
  }
}
