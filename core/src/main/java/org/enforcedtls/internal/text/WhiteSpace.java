package org.enforcedtls.internal.text;

/** WSP of the grammars of mail: space and tab, and none of what Unicode has beside them. */
public final class WhiteSpace {
  private WhiteSpace() {}

  /**
   * A text without the white space at its ends.
   *
   * @param text any
   * @return what is between
   */
  public static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && is(text.charAt(start))) {
      start++;
    }
    while (end > start && is(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /**
   * Whether a character is white space.
   *
   * @param c any
   * @return true for space and tab
   */
  public static boolean is(char c) {
    return c == ' ' || c == '\t';
  }
}
