package org.enforcedtls.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * Whether certificates keep to the name constraints of the issuers above them, an anchor included.
 * The work is bounded by counting comparisons. For one verification and one thread.
 */
final class NameConstraintsCheck {
  private static final long MAX_COMPARISONS = 200_000;

  /** What an issuer allows below itself, down to an end entity. */
  private record Bounds(
      X509Certificate issuer, NameConstraints constraints, X509Certificate endEntity) {
    /** RFC 5280 §6.1.3: a self-issued certificate is exempt unless it is the final one. */
    boolean concern(X509Certificate certificate) {
      return certificate.equals(endEntity) || !CandidatePath.isSelfIssued(certificate);
    }
  }

  private final IdentityRule rule;
  private final Map<X509Certificate, NameConstraints> known = new HashMap<>();
  private long comparisons;

  NameConstraintsCheck(IdentityRule rule) {
    this.rule = rule;
  }

  /** A whole path has all comparisons to itself, whatever the search for it took. */
  void startPath() {
    comparisons = 0;
  }

  /**
   * What the constraints of an issuer refuse below it.
   *
   * @param below the end entity first
   */
  Optional<CertificateFinding> check(X509Certificate issuer, List<X509Certificate> below) {
    NameConstraints constraints;
    try {
      constraints = constraintsOf(issuer);
    } catch (CertificateParsingException e) {
      return Optional.of(
          Evidence.unsuitable(
              issuer, "well-formed name constraints", String.valueOf(e.getMessage())));
    }
    if (constraints.isEmpty()) {
      return Optional.empty();
    }
    Bounds bounds = new Bounds(issuer, constraints, below.get(0));
    return below.stream()
        .filter(bounds::concern)
        .flatMap(each -> check(bounds, each).stream())
        .findFirst();
  }

  private NameConstraints constraintsOf(X509Certificate issuer) throws CertificateParsingException {
    NameConstraints read = known.get(issuer);
    if (read == null) {
      read = NameConstraints.of(issuer);
      known.put(issuer, read);
    }
    return read;
  }

  private Optional<CertificateFinding> check(Bounds bounds, X509Certificate certificate) {
    String expected =
        "names that the constraints of " + DistinguishedName.subjectOf(bounds.issuer()) + " allow";
    List<GeneralName> names;
    try {
      names = names(certificate, bounds.endEntity());
    } catch (CertificateParsingException e) {
      return Optional.of(
          Evidence.unsuitable(certificate, expected, String.valueOf(e.getMessage())));
    }
    comparisons += bounds.constraints().cost(names.size());
    if (comparisons > MAX_COMPARISONS) {
      return Optional.of(
          Evidence.unsuitable(
              certificate, expected, "more than " + MAX_COMPARISONS + " comparisons"));
    }
    return names.stream()
        .flatMap(
            name -> bounds.constraints().violation(name).map(why -> why + ": " + name).stream())
        .findFirst()
        .map(found -> Evidence.unsuitable(certificate, expected, found));
  }

  private List<GeneralName> names(X509Certificate certificate, X509Certificate endEntity)
      throws CertificateParsingException {
    PresentedNames presented = PresentedNames.of(certificate);
    List<GeneralName> names = new ArrayList<>(presented.all());
    X500Name subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    if (subject.size() > 0) {
      names.add(new GeneralName(subject));
    }
    if (rule != IdentityRule.SAN
        && certificate.equals(endEntity)
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
