package org.enforcedtls.trust;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** SHA-256 in lower-case hexadecimal digits. */
final class Sha256 {
  private Sha256() {}

  static String hexOf(X509Certificate certificate) {
    return hexOf(Certificates.encoded(certificate));
  }

  static String hexOf(String text) {
    return hexOf(text.getBytes(StandardCharsets.UTF_8));
  }

  static String hexOf(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
