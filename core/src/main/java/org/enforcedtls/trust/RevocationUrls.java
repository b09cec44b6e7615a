package org.enforcedtls.trust;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.enforcedtls.address.Domain;
import org.enforcedtls.internal.text.ForeignText;

/**
 * Where a certificate says that its issuer answers. Immutable.
 *
 * @param usable those that may be dialled, in the order of the certificate
 * @param unusable why each of the others may not
 */
record RevocationUrls(List<URI> usable, List<String> unusable) {
  private static final int MAX_CHARACTERS = 1000;

  static RevocationUrls of(RevocationSource source, X509Certificate certificate) {
    List<URI> usable = new ArrayList<>();
    List<String> unusable = new ArrayList<>();
    try {
      for (String text : named(source, certificate)) {
        try {
          usable.add(parse(text));
        } catch (IllegalArgumentException e) {
          unusable.add(ForeignText.of(text) + " not fetched: " + e.getMessage());
        }
      }
    } catch (CertificateParsingException e) {
      unusable.add(ForeignText.of(String.valueOf(e.getMessage())));
    }
    return new RevocationUrls(usable, unusable);
  }

  /** Why there is none that may be dialled. */
  String whyNone(RevocationSource source) {
    if (!unusable.isEmpty()) {
      return String.join("; ", unusable);
    }
    return switch (source) {
      case OCSP -> "no OCSP responder in the certificate";
      case CRL -> "no CRL distribution point in the certificate";
    };
  }

  private static List<String> named(RevocationSource source, X509Certificate certificate)
      throws CertificateParsingException {
    return switch (source) {
      case OCSP ->
          Extensions.read(certificate, Extension.authorityInfoAccess, RevocationUrls::responders)
              .orElse(List.of());
      case CRL -> uris(CrlScope.pointsOf(certificate));
    };
  }

  private static List<String> responders(ASN1Primitive value) {
    return uris(
        Arrays.stream(AuthorityInformationAccess.getInstance(value).getAccessDescriptions())
            .filter(each -> each.getAccessMethod().equals(AccessDescription.id_ad_ocsp))
            .map(AccessDescription::getAccessLocation));
  }

  private static List<String> uris(Stream<GeneralName> names) {
    return names
        .filter(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier)
        .map(name -> name.getName().toString())
        .distinct()
        .toList();
  }

  /**
   * RFC 5280 §8: to fetch by https could need a look at the revocation of that server, and so on in
   * a circle. What is fetched is signed, so that http costs nothing but secrecy.
   */
  static URI parse(String text) {
    if (text.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException("over " + MAX_CHARACTERS + " characters");
    }
    URI uri;
    try {
      uri = new URI(new URI(text).toASCIIString());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a URL", e);
    }
    if (!"http".equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException("expected an http URL");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("expected a host name in it");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("expected no user information in it");
    }
    if (uri.getPort() == 0 || uri.getPort() > 65535) {
      throw new IllegalArgumentException("expected a port from 1 to 65535");
    }
    requireHostName(uri.getHost());
    return uri;
  }

  /** The DNS client takes names; hardly any certificate has an address in their place. */
  private static void requireHostName(String host) {
    try {
      Domain.of(host);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("expected a host name in it, found " + host, e);
    }
  }
}
