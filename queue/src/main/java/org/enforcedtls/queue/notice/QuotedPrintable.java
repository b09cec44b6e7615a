package org.enforcedtls.queue.notice;

/** Octets as lines of at most 76 printable ASCII characters (RFC 2045 §6.7). */
final class QuotedPrintable {
  private static final int MAX_CHARACTERS = 76;
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private QuotedPrintable() {}

  /** Line ends have to be CRLF; they stay what they are. */
  static String encode(byte[] octets) {
    StringBuilder encoded = new StringBuilder(octets.length * 2);
    int used = 0;
    for (int i = 0; i < octets.length; i++) {
      if (isLineEnd(octets, i)) {
        encoded.append("\r\n");
        used = 0;
        i++;
        continue;
      }
      boolean isLast = i + 1 == octets.length || isLineEnd(octets, i + 1);
      String octet = encode(octets[i], isLast);
      // The last of a line needs no room for the "=" of a soft line break.
      if (used + octet.length() + (isLast ? 0 : 1) > MAX_CHARACTERS) {
        encoded.append("=\r\n");
        used = 0;
      }
      encoded.append(octet);
      used += octet.length();
    }
    return encoded.toString();
  }

  private static boolean isLineEnd(byte[] octets, int i) {
    return octets[i] == '\r' && i + 1 < octets.length && octets[i + 1] == '\n';
  }

  private static String encode(byte octet, boolean isLastOfLine) {
    boolean isSpace = octet == ' ' || octet == '\t';
    boolean isPlain = octet > ' ' && octet < 0x7f && octet != '=';
    return isPlain || (isSpace && !isLastOfLine)
        ? String.valueOf((char) octet)
        : "=" + HEX[octet >> 4 & 0xf] + HEX[octet & 0xf];
  }
}
