package org.enforcedtls.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/** Hints which of several certificates with one subject issued another (RFC 5280 §4.2.1.1). */
final class KeyIdentifiers {
  private KeyIdentifiers() {}

  /** 0 if the identifiers agree, 1 if one is missing or unreadable, 2 if they differ. */
  static int distance(X509Certificate issued, X509Certificate issuer) {
    try {
      Optional<byte[]> expected =
          Extensions.read(
              issued,
              Extension.authorityKeyIdentifier,
              value ->
                  Optional.ofNullable(
                          AuthorityKeyIdentifier.getInstance(value).getKeyIdentifierOctets())
                      .orElse(new byte[0]));
      Optional<byte[]> found =
          Extensions.read(
              issuer,
              Extension.subjectKeyIdentifier,
              value -> SubjectKeyIdentifier.getInstance(value).getKeyIdentifier());
      if (expected.isEmpty() || expected.get().length == 0 || found.isEmpty()) {
        return 1;
      }
      return Arrays.equals(expected.get(), found.get()) ? 0 : 2;
    } catch (CertificateParsingException e) {
      return 1;
    }
  }
}
