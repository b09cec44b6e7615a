package org.enforcedtls.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.trust.CertificateFinding.Kind;

/** Whether the anchor of a path is approved, and nothing on the path is distrusted. */
final class AnchorCheck {
  private final CertificateRequirement requirement;

  AnchorCheck(CertificateRequirement requirement) {
    this.requirement = requirement;
  }

  List<CertificateFinding> check(CandidatePath path) {
    List<CertificateFinding> findings = new ArrayList<>();
    path.certificates().forEach(certificate -> distrust(certificate).ifPresent(findings::add));
    distrustAfter(path).ifPresent(findings::add);
    if (!requirement.issuers().admits(path.anchor())) {
      findings.add(notApproved(path.anchor()));
    }
    return findings;
  }

  private Optional<CertificateFinding> distrust(X509Certificate certificate) {
    return requirement
        .anchors()
        .distrustOf(certificate)
        .map(
            entry ->
                Evidence.about(certificate)
                    .with("distrustedBy", entry.origin())
                    .finding(
                        Kind.DISTRUSTED,
                        "no certificate on the path that the trust list forbids",
                        "one that " + entry.origin() + " forbids"));
  }

  private static Optional<CertificateFinding> distrustAfter(CandidatePath path) {
    Instant notBefore = path.endEntity().getNotBefore().toInstant();
    return path.anchor()
        .serverDistrustAfter()
        .filter(notBefore::isAfter)
        .map(
            limit ->
                Evidence.about(path.endEntity())
                    .with("notBefore", notBefore)
                    .with("distrustAfter", limit)
                    .with("anchor", path.anchor())
                    .finding(
                        Kind.DISTRUSTED,
                        "a not-before of "
                            + limit
                            + " or earlier, as "
                            + path.anchor()
                            + " is distrusted from then on",
                        notBefore.toString()));
  }

  private CertificateFinding notApproved(TrustAnchor anchor) {
    String organisations =
        anchor.organisations().stream().map(ForeignText::of).collect(Collectors.joining(", "));
    return Evidence.none()
        .with("expected", requirement.issuers())
        .with("presented", organisations)
        .with("anchor", ForeignText.of(anchor.label()))
        .with("anchorSha256", anchor.sha256())
        .finding(
            Kind.ISSUER_NOT_APPROVED,
            "a path to an anchor of issuers " + requirement.issuers(),
            (organisations.isEmpty() ? "no organisation" : organisations) + " in " + anchor);
  }
}
