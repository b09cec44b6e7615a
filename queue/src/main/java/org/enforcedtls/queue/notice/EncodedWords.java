package org.enforcedtls.queue.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Text outside ASCII in a header field (RFC 2047 §2). */
final class EncodedWords {
  /** So that the first line, with the name of a short field, has at most 76 characters. */
  private static final int MAX_OCTETS = 39;

  private EncodedWords() {}

  /** The text itself if it is ASCII and no encoded word. */
  static String of(String text) {
    if (OneLine.isAscii(text) && !text.contains("=?")) {
      return text;
    }
    StringBuilder words = new StringBuilder();
    StringBuilder word = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              String character = Character.toString(c);
              if (octets(word) + octets(character) > MAX_OCTETS) {
                words.append(encode(word)).append(' ');
                word.setLength(0);
              }
              word.append(character);
            });
    return words.append(encode(word)).toString();
  }

  private static String encode(StringBuilder word) {
    return "=?utf-8?B?"
        + Base64.getEncoder().encodeToString(word.toString().getBytes(UTF_8))
        + "?=";
  }

  private static int octets(CharSequence text) {
    return text.toString().getBytes(UTF_8).length;
  }
}
