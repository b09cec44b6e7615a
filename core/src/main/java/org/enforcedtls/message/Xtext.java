package org.enforcedtls.message;

import java.nio.charset.StandardCharsets;

/** The encoding of a DSN parameter's value (RFC 3461 §4): no space, no control, no {@code +=}. */
final class Xtext {
  private Xtext() {}

  static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      int value = octet & 0xff;
      if (value > 0x20 && value < 0x7f && value != '+' && value != '=') {
        encoded.append((char) value);
      } else {
        encoded.append(String.format("+%02X", value));
      }
    }
    return encoded.toString();
  }

  static boolean isPrintableAscii(String text) {
    return text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
  }
}
