package org.enforcedtls.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1Integer;

/** Writes entries in the manner of Mozilla's list. */
final class CertdataText {
  private CertdataText() {}

  /** A certificate object; line 1 is its class. */
  static String certificate(X509Certificate certificate, String label, String distrustAfter) {
    return "CKA_CLASS CK_OBJECT_CLASS CKO_CERTIFICATE\n"
        + "CKA_LABEL UTF8 \""
        + label
        + "\"\n"
        + identity(certificate)
        + "CKA_VALUE "
        + octal(Certificates.encoded(certificate))
        + "CKA_NSS_SERVER_DISTRUST_AFTER "
        + distrustAfter
        + "\n\n";
  }

  /** A trust object with a level such as {@code CKT_NSS_TRUSTED_DELEGATOR}. */
  static String trust(X509Certificate certificate, String level) {
    return "CKA_CLASS CK_OBJECT_CLASS CKO_NSS_TRUST\n"
        + "CKA_CERT_SHA1_HASH "
        + octal(sha1(Certificates.encoded(certificate)))
        + identity(certificate)
        + "CKA_TRUST_SERVER_AUTH CK_TRUST "
        + level
        + "\n\n";
  }

  /** A trust object that forbids a certificate which the list need not hold. */
  static String distrust(byte[] issuer, BigInteger serialNumber) {
    return "CKA_CLASS CK_OBJECT_CLASS CKO_NSS_TRUST\n"
        + identity(issuer, serialNumber)
        + "CKA_TRUST_SERVER_AUTH CK_TRUST CKT_NSS_NOT_TRUSTED\n\n";
  }

  static String octal(byte[] octets) {
    StringBuilder text = new StringBuilder("MULTILINE_OCTAL");
    for (int i = 0; i < octets.length; i++) {
      text.append(i % 16 == 0 ? "\n" : "").append(String.format("\\%03o", octets[i] & 0xFF));
    }
    return text.append("\nEND\n").toString();
  }

  /** The attributes by which a trust object names its certificate. */
  static String identity(X509Certificate certificate) {
    return identity(
        certificate.getIssuerX500Principal().getEncoded(), certificate.getSerialNumber());
  }

  private static String identity(byte[] issuer, BigInteger serialNumber) {
    return "CKA_ISSUER "
        + octal(issuer)
        + "CKA_SERIAL_NUMBER "
        + octal(encoded(new ASN1Integer(serialNumber)));
  }

  private static byte[] encoded(ASN1Integer integer) {
    try {
      return integer.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] sha1(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
