package org.enforcedtls.testkit.dns;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/**
 * TLSA records of certificates, as {@link TestDns#tlsa} takes them: usage, selector, matching type
 * and data (RFC 6698 §2.2).
 */
public final class Tlsa {
  private Tlsa() {}

  /**
   * {@code 3 1 1}: DANE-EE with the SHA-256 of the public key.
   *
   * @param endEntity the certificate of the MX host
   * @return such as {@code 3 1 1 9f86d0…}
   */
  public static String daneEe(X509Certificate endEntity) {
    return "3 1 1 " + sha256(endEntity.getPublicKey().getEncoded());
  }

  /**
   * {@code 2 0 1}: DANE-TA with the SHA-256 of the whole certificate.
   *
   * @param authority the certificate of the trust anchor
   * @return such as {@code 2 0 1 9f86d0…}
   */
  public static String daneTa(X509Certificate authority) {
    try {
      return "2 0 1 " + sha256(authority.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("a certificate without encoding: " + authority, e);
    }
  }

  private static String sha256(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
