package org.enforcedtls.testkit.ca;

import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * Where a certificate says that its issuer tells whether it was revoked. Nothing is checked for
 * sense. Immutable.
 *
 * @param ocspResponders in the authority information access (RFC 5280 §4.2.2.1)
 * @param crls in the CRL distribution points (RFC 5280 §4.2.1.13), each in a point of its own
 */
public record RevocationUrls(List<String> ocspResponders, List<String> crls) {
  /**
   * Copies.
   *
   * @param ocspResponders in the order of the certificate
   * @param crls in the order of the certificate
   */
  public RevocationUrls {
    ocspResponders = List.copyOf(ocspResponders);
    crls = List.copyOf(crls);
  }

  /**
   * A certificate that says nothing of it.
   *
   * @return without any URL
   */
  public static RevocationUrls none() {
    return new RevocationUrls(List.of(), List.of());
  }

  /**
   * Names one more OCSP responder.
   *
   * @param url such as {@code http://ocsp.ca.example/}, or any other text in ASCII
   * @return a copy
   */
  public RevocationUrls addOcsp(String url) {
    return new RevocationUrls(and(ocspResponders, url), crls);
  }

  /**
   * Names one more place of the CRL.
   *
   * @param url such as {@code http://crl.ca.example/ca.crl}, or any other text in ASCII
   * @return a copy
   */
  public RevocationUrls addCrl(String url) {
    return new RevocationUrls(ocspResponders, and(crls, url));
  }

  private static List<String> and(List<String> urls, String url) {
    return Stream.concat(urls.stream(), Stream.of(url)).toList();
  }

  void putInto(CertificateExtensions extensions) {
    if (ocspResponders.isEmpty()) {
      extensions.leaveOut(Extension.authorityInfoAccess);
    } else {
      extensions.put(
          Extension.authorityInfoAccess,
          Criticality.NOT_CRITICAL,
          new AuthorityInformationAccess(
              ocspResponders.stream()
                  .map(url -> new AccessDescription(AccessDescription.id_ad_ocsp, uri(url)))
                  .toArray(AccessDescription[]::new)));
    }
    if (crls.isEmpty()) {
      extensions.leaveOut(Extension.cRLDistributionPoints);
    } else {
      extensions.put(
          Extension.cRLDistributionPoints,
          Criticality.NOT_CRITICAL,
          new CRLDistPoint(
              crls.stream().map(RevocationUrls::point).toArray(DistributionPoint[]::new)));
    }
  }

  private static DistributionPoint point(String url) {
    return new DistributionPoint(new DistributionPointName(new GeneralNames(uri(url))), null, null);
  }

  private static GeneralName uri(String url) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, url);
  }
}
