package org.enforcedtls.trust;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.x509.Certificate;
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
    requireWholeOctets(der);
    return certificate;
  }

  /**
   * A signature is whole octets. The JDK lets a bit string say that trailing zero bits do not
   * count, so that one certificate would have several encodings, each with its own fingerprint.
   */
  private static void requireWholeOctets(byte[] der) throws CertificateException {
    int unusedBits;
    try {
      unusedBits = Certificate.getInstance(der).getSignature().getPadBits();
    } catch (RuntimeException e) {
      throw new CertificateException("not a certificate: " + e, e);
    }
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
