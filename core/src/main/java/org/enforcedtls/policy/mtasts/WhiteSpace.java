package org.enforcedtls.policy.mtasts;

/** WSP of the grammars of RFC 8461: space and tab, and none of what Unicode has beside them. */
final class WhiteSpace {
  private WhiteSpace() {}

  static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isWhiteSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isWhiteSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isWhiteSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
