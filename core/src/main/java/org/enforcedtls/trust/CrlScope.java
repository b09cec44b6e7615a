package org.enforcedtls.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.jspecify.annotations.Nullable;

/**
 * Which certificates of its issuer a CRL covers, by its issuing distribution point (RFC 5280
 * §5.2.5). Big authorities split their lists: one that does not cover a certificate must not be
 * taken to say that it is good.
 */
final class CrlScope {
  static final String EXTENSION = Extension.issuingDistributionPoint.getId();

  private final @Nullable IssuingDistributionPoint point;

  private CrlScope(@Nullable IssuingDistributionPoint point) {
    this.point = point;
  }

  /** Throws an unchecked exception if the extension is malformed. */
  static CrlScope of(X509CRL crl) {
    byte[] value = crl.getExtensionValue(EXTENSION);
    return new CrlScope(
        value == null
            ? null
            : IssuingDistributionPoint.getInstance(ASN1OctetString.getInstance(value).getOctets()));
  }

  /** Why it does not cover a certificate. */
  Optional<String> leavesOut(X509Certificate certificate) {
    if (point == null) {
      return Optional.empty();
    }
    if (point.isIndirectCRL()) {
      return Optional.of("is an indirect CRL");
    }
    if (point.getOnlySomeReasons() != null) {
      return Optional.of("covers only some reasons");
    }
    boolean isAuthority = certificate.getBasicConstraints() >= 0;
    if (point.onlyContainsAttributeCerts()
        || (isAuthority ? point.onlyContainsUserCerts() : point.onlyContainsCACerts())) {
      return Optional.of("covers certificates of another kind");
    }
    return point.getDistributionPoint() == null || isPointOf(certificate)
        ? Optional.empty()
        : Optional.of("is of another distribution point");
  }

  private boolean isPointOf(X509Certificate certificate) {
    Set<GeneralName> own = names(point).collect(Collectors.toSet());
    try {
      return pointsOf(certificate).anyMatch(own::contains);
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  /** Where a certificate says that complete CRLs of its issuer are. */
  static Stream<GeneralName> pointsOf(X509Certificate certificate)
      throws CertificateParsingException {
    return Extensions.read(
        certificate,
        Extension.cRLDistributionPoints,
        value -> CrlScope.named(CRLDistPoint.getInstance(value)))
        .orElse(List.of())
        .stream();
  }

  /** A point with an issuer of its own, or for some reasons only, is none of a complete list. */
  private static List<GeneralName> named(CRLDistPoint points) {
    return Arrays.stream(points.getDistributionPoints())
        .filter(each -> each.getCRLIssuer() == null && each.getReasons() == null)
        .map(DistributionPoint::getDistributionPoint)
        .flatMap(CrlScope::names)
        .toList();
  }

  private static Stream<GeneralName> names(@Nullable IssuingDistributionPoint point) {
    return point == null ? Stream.empty() : names(point.getDistributionPoint());
  }

  private static Stream<GeneralName> names(@Nullable DistributionPointName name) {
    return name == null || name.getType() != DistributionPointName.FULL_NAME
        ? Stream.empty()
        : Arrays.stream(GeneralNames.getInstance(name.getName()).getNames());
  }
}
