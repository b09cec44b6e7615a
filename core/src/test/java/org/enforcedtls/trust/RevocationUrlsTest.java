package org.enforcedtls.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.enforcedtls.trust.Verdicts.INTERMEDIATE;

import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.enforcedtls.address.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a certificate sends us, and where we do not go. */
final class RevocationUrlsTest {
  private static final ASN1ObjectIdentifier OCSP = Extension.authorityInfoAccess;
  private static final ASN1ObjectIdentifier CRL = Extension.cRLDistributionPoints;

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          http://ca.example,                  http://ca.example
          HTTP://CA.example:8080/a?b=c,       HTTP://CA.example:8080/a?b=c
          http://ca.example/ä,                http://ca.example/%C3%A4
          """)
  void httpUrlWithAHostNameIsUsable(String text, String url) {
    assertThat(RevocationUrls.parse(text)).hasToString(url);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                            | expected an http URL
          ca.example                    | expected an http URL
          /ca.crl                       | expected an http URL
          https://ca.example/           | expected an http URL
          ldap://ca.example/cn=CA       | expected an http URL
          ldap:///cn=CA                 | expected an http URL
          file:///etc/passwd            | expected an http URL
          ftp://ca.example/             | expected an http URL
          javascript:alert(1)           | expected an http URL
          http:                         | not a URL
          http:ca.example               | expected a host name in it
          http:///ca.crl                | expected a host name in it
          http://ca_1.example:x/        | expected a host name in it
          http://a@ca.example/          | expected no user information in it
          http://a:b@ca.example/        | expected no user information in it
          http://@ca.example/           | expected no user information in it
          http://ca.example:0/          | expected a port from 1 to 65535
          http://ca.example:65536/      | expected a port from 1 to 65535
          http://ca.example:99999999999 | expected a host name in it
          http://192.0.2.1/             | expected a host name in it, found 192.0.2.1
          http://[::1]/                 | expected a host name in it, found [::1]
          http://2130706433/            | expected a host name in it, found 2130706433
          http://ca.example/a b         | not a URL
          http://ca.example\\r\\nX: y/  | not a URL
          """)
  void everyOtherUrlIsRefused(String text, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RevocationUrls.parse(text.translateEscapes()))
        .withMessage(why);
  }

  @Test
  void urlWithoutEndIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RevocationUrls.parse("http://ca.example/" + "a".repeat(1000)))
        .withMessage("over 1000 characters");
  }

  @Test
  void respondersStandInTheOrderOfTheCertificateAndOnce() {
    RevocationUrls urls =
        RevocationUrls.of(
            RevocationSource.OCSP,
            server(
                OCSP,
                new AuthorityInformationAccess(
                    new AccessDescription[] {
                      access(AccessDescription.id_ad_caIssuers, uri("http://issuer.example/")),
                      access(AccessDescription.id_ad_ocsp, uri("ldap://b.example/")),
                      access(AccessDescription.id_ad_ocsp, uri("http://b.example/")),
                      access(
                          AccessDescription.id_ad_ocsp,
                          new GeneralName(GeneralName.dNSName, "dns.example")),
                      access(AccessDescription.id_ad_ocsp, uri("http://a.example/")),
                      access(AccessDescription.id_ad_ocsp, uri("http://b.example/")),
                    })));
    assertThat(urls.usable())
        .extracting(Object::toString)
        .containsExactly("http://b.example/", "http://a.example/");
    assertThat(urls.unusable())
        .containsExactly("ldap://b.example/ not fetched: expected an http URL");
  }

  @Test
  void pointsOfCompleteListsOfTheIssuerCountOnly() {
    DistributionPointName other = name("http://other.example/");
    RevocationUrls urls =
        RevocationUrls.of(
            RevocationSource.CRL,
            server(
                CRL,
                new CRLDistPoint(
                    new DistributionPoint[] {
                      new DistributionPoint(null, null, null),
                      new DistributionPoint(
                          other, new ReasonFlags(ReasonFlags.keyCompromise), null),
                      new DistributionPoint(
                          other, null, new GeneralNames(uri("http://issuer.example/"))),
                      new DistributionPoint(
                          new DistributionPointName(
                              new GeneralNames(
                                  new GeneralName[] {
                                    uri("ldap://a.example/"), uri("http://a.example/")
                                  })),
                          null,
                          null),
                      new DistributionPoint(name("http://b.example/"), null, null),
                    })));
    assertThat(urls.usable())
        .extracting(Object::toString)
        .containsExactly("http://a.example/", "http://b.example/");
  }

  @ParameterizedTest
  @EnumSource(RevocationSource.class)
  void certificateWithoutUrlsSaysSo(RevocationSource source) {
    X509Certificate bare = Verdicts.SERVER.certificate();
    assertThat(RevocationUrls.of(source, bare).usable()).isEmpty();
    assertThat(RevocationUrls.of(source, bare).whyNone(source)).endsWith(" in the certificate");
  }

  @ParameterizedTest
  @EnumSource(RevocationSource.class)
  void extensionThatCannotBeReadNamesNobody(RevocationSource source) {
    ASN1ObjectIdentifier type = source == RevocationSource.OCSP ? OCSP : CRL;
    RevocationUrls urls = RevocationUrls.of(source, server(type, new DEROctetString(new byte[3])));
    assertThat(urls.usable()).isEmpty();
    assertThat(urls.whyNone(source)).startsWith("malformed extension ");
  }

  @Test
  void foreignTextOfAUrlIsEscaped() {
    RevocationUrls urls =
        RevocationUrls.of(
            RevocationSource.OCSP, server(OCSP, ScriptedFetcher.responders("http://a/\n\u0007")));
    assertThat(urls.whyNone(RevocationSource.OCSP))
        .isEqualTo("http://a/\\u{a}\\u{7} not fetched: not a URL");
  }

  @Test
  void hostThatPassesIsAName() {
    assertThat(Domain.of(RevocationUrls.parse("http://ca.example.:80/").getHost()))
        .isEqualTo(Domain.of("ca.example"));
  }

  private static AccessDescription access(ASN1ObjectIdentifier method, GeneralName location) {
    return new AccessDescription(method, location);
  }

  private static DistributionPointName name(String url) {
    return new DistributionPointName(new GeneralNames(uri(url)));
  }

  private static GeneralName uri(String url) {
    return ScriptedFetcher.uri(url);
  }

  private static X509Certificate server(ASN1ObjectIdentifier type, ASN1Encodable value) {
    return Recipe.server("post.fi.example")
        .nonCritical(type, value)
        .issuedBy(INTERMEDIATE)
        .certificate();
  }
}
