package org.enforcedtls.trust;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.enforcedtls.internal.digest.Sha256;

/** Certificates to and from their DER encoding. */
final class Certificates {
  /**
   * What was found well formed, as long as anybody holds it: authorities come with every chain. Two
   * certificates are equal if their octets are.
   */
  private static final Map<X509Certificate, Boolean> WELL_FORMED =
      Collections.synchronizedMap(new WeakHashMap<>());

  private Certificates() {}

  /**
   * Parses with the JDK's factory, which refuses what RFC 5280 forbids most plainly (an extension
   * twice, explicit curve parameters).
   */
  static X509Certificate parse(byte[] der) throws CertificateException {
    ByteArrayInputStream in = new ByteArrayInputStream(der);
    X509Certificate certificate = generate(in);
    if (in.available() > 0) {
      throw new CertificateException(in.available() + " octets behind the certificate");
    }
    requireWellFormed(certificate);
    return certificate;
  }

  /** The JDK reports some malformed keys by unchecked exceptions. */
  private static X509Certificate generate(InputStream in) throws CertificateException {
    try {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (RuntimeException e) {
      throw new CertificateException("malformed: " + e, e);
    }
  }

  /**
   * A certificate as the JDK reads it, so that all look alike whichever TLS engine made the
   * connection, and no strictness depends on the engine's parser.
   */
  static X509Certificate asTheJdkReadsIt(X509Certificate certificate) throws CertificateException {
    if (certificate.getClass().getModule() != Object.class.getModule()) {
      return parse(certificate.getEncoded());
    }
    requireWellFormed(certificate);
    return certificate;
  }

  /** What the JDK lets pass. */
  private static void requireWellFormed(X509Certificate certificate) throws CertificateException {
    if (WELL_FORMED.containsKey(certificate)) {
      return;
    }
    requireSecondReading(certificate.getEncoded());
    requireWholeOctets(certificate);
    requireReadableUsage(certificate);
    WELL_FORMED.put(certificate, Boolean.TRUE);
  }

  /**
   * The JDK looks at neither all tags nor what stands behind a field that it does not expect, such
   * as the extensions: what Bouncy Castle refuses is malformed too.
   */
  private static void requireSecondReading(byte[] der) throws CertificateException {
    try {
      org.bouncycastle.asn1.x509.Certificate.getInstance(der);
    } catch (RuntimeException e) {
      throw new CertificateException("malformed: " + e.getMessage(), e);
    }
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

  /**
   * The JDK takes an extension that is malformed and not critical for one that is absent, and a key
   * without usage may be used for anything.
   */
  private static void requireReadableUsage(X509Certificate certificate)
      throws CertificateException {
    if (certificate.getKeyUsage() == null && has(certificate, Extension.keyUsage)) {
      throw new CertificateException("malformed key usage");
    }
    if (certificate.getExtendedKeyUsage() == null && has(certificate, Extension.extendedKeyUsage)) {
      throw new CertificateException("malformed extended key usage");
    }
  }

  private static boolean has(X509Certificate certificate, ASN1ObjectIdentifier extension) {
    return certificate.getExtensionValue(extension.getId()) != null;
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
