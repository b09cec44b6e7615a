package org.enforcedtls.trust;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.enforcedtls.internal.digest.Sha256;

/** Certificates to and from their DER encoding. */
final class Certificates {
  private Certificates() {}

  /**
   * Parses with the JDK's factory, which refuses what RFC 5280 forbids most plainly (an extension
   * twice, explicit curve parameters).
   */
  static X509Certificate parse(byte[] der) throws CertificateException {
    ByteArrayInputStream in = new ByteArrayInputStream(der);
    X509Certificate certificate =
        (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    if (in.available() > 0) {
      throw new CertificateException(in.available() + " octets behind the certificate");
    }
    requireWholeOctets(certificate);
    return certificate;
  }

  /**
   * A certificate as the JDK reads it, so that all look alike whichever TLS engine made the
   * connection, and no strictness depends on the engine's parser.
   */
  static X509Certificate asTheJdkReadsIt(X509Certificate certificate) throws CertificateException {
    if (certificate.getClass().getModule() != Object.class.getModule()) {
      return parse(certificate.getEncoded());
    }
    requireWholeOctets(certificate);
    return certificate;
  }

  /**
   * A signature is whole octets. The JDK lets a bit string say that trailing zero bits do not
   * count, so that one certificate would have several encodings, each with its own fingerprint.
   */
  private static void requireWholeOctets(X509Certificate certificate) throws CertificateException {
    byte[] der = certificate.getEncoded();
    // The signature is what a certificate ends with, and before it stands how many bits are unused.
    int unusedBits = der[der.length - certificate.getSignature().length - 1];
    if (unusedBits != 0) {
      throw new CertificateException(unusedBits + " unused bits in the signature");
    }
  }

  static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("certificate that cannot be encoded", e);
    }
  }

  /** The SHA-256 of its DER encoding, by which a certificate is known. */
  static String sha256Of(X509Certificate certificate) {
    return Sha256.hexOf(encoded(certificate));
  }
}
