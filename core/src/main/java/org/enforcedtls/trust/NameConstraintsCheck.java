package org.enforcedtls.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * Whether every certificate of a path keeps to the name constraints of all issuers above it, the
 * anchor included.
 */
final class NameConstraintsCheck {
  private static final long MAX_COMPARISONS = 200_000;

  private final CandidatePath path;
  private final IdentityRule rule;
  private long comparisons;

  NameConstraintsCheck(CandidatePath path, IdentityRule rule) {
    this.path = path;
    this.rule = rule;
  }

  List<CertificateFinding> findings() {
    List<CertificateFinding> findings = new ArrayList<>();
    List<X509Certificate> certificates = path.certificates();
    for (int i = 1; i < certificates.size(); i++) {
      check(certificates.get(i), certificates.subList(0, i)).ifPresent(findings::add);
    }
    return findings;
  }

  private Optional<CertificateFinding> check(X509Certificate issuer, List<X509Certificate> below) {
    NameConstraints constraints;
    try {
      constraints = NameConstraints.of(issuer);
    } catch (CertificateParsingException e) {
      return Optional.of(
          Evidence.unsuitable(
              issuer, "well-formed name constraints", String.valueOf(e.getMessage())));
    }
    if (constraints.isEmpty()) {
      return Optional.empty();
    }
    return below.stream()
        .filter(this::isConstrained)
        .flatMap(certificate -> check(constraints, issuer, certificate).stream())
        .findFirst();
  }

  /** RFC 5280 §6.1.3: a self-issued certificate is exempt unless it is the final one. */
  private boolean isConstrained(X509Certificate certificate) {
    return certificate.equals(path.endEntity()) || !CandidatePath.isSelfIssued(certificate);
  }

  private Optional<CertificateFinding> check(
      NameConstraints constraints, X509Certificate issuer, X509Certificate certificate) {
    String expected =
        "names that the constraints of " + DistinguishedName.subjectOf(issuer) + " allow";
    List<GeneralName> names;
    try {
      names = names(certificate);
    } catch (CertificateParsingException e) {
      return Optional.of(
          Evidence.unsuitable(certificate, expected, String.valueOf(e.getMessage())));
    }
    comparisons += constraints.cost(names.size());
    if (comparisons > MAX_COMPARISONS) {
      return Optional.of(
          Evidence.unsuitable(
              certificate, expected, "more than " + MAX_COMPARISONS + " comparisons"));
    }
    return names.stream()
        .flatMap(name -> constraints.violation(name).map(why -> why + ": " + name).stream())
        .findFirst()
        .map(found -> Evidence.unsuitable(certificate, expected, found));
  }

  private List<GeneralName> names(X509Certificate certificate) throws CertificateParsingException {
    PresentedNames presented = PresentedNames.of(certificate);
    List<GeneralName> names = new ArrayList<>(presented.all());
    X500Name subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    if (subject.size() > 0) {
      names.add(new GeneralName(subject));
    }
    if (rule != IdentityRule.SAN
        && certificate.equals(path.endEntity())
        && presented.dnsNames().isEmpty()) {
      // A common name that may stand for the host is constrained as one.
      for (String name : DistinguishedName.commonNames(certificate.getSubjectX500Principal())) {
        if (NameMatcher.host(name).or(() -> NameMatcher.wildcardParent(name)).isPresent()) {
          names.add(new GeneralName(GeneralName.dNSName, new DERIA5String(name)));
        }
      }
    }
    return names;
  }
}
