package org.enforcedtls.internal.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in hexadecimal digits. */
public final class Sha256 {
  private Sha256() {}

  /**
   * Digests a text.
   *
   * @param text any
   * @return 64 hexadecimal digits in lower case, of its UTF-8 octets
   */
  public static String hexOf(String text) {
    return hexOf(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Digests octets.
   *
   * @param octets any
   * @return 64 hexadecimal digits in lower case
   */
  public static String hexOf(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
