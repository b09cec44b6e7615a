package org.enforcedtls.internal.text;

import java.nio.charset.StandardCharsets;

/** Makes foreign text fit for one line: printable and bounded. */
public final class ForeignText {
  private static final int MAX_CODE_POINTS = 500;

  private ForeignText() {}

  /**
   * Escapes what is not printable.
   *
   * @param text from anybody
   * @return at most 500 characters of it, each control or format character as a Unicode escape
   */
  public static String of(String text) {
    if (text.length() <= MAX_CODE_POINTS && isPrintableAscii(text)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().limit(MAX_CODE_POINTS).forEach(c -> append(safe, c));
    boolean cut = text.codePointCount(0, text.length()) > MAX_CODE_POINTS;
    return cut ? safe.append('…').toString() : safe.toString();
  }

  /**
   * Escapes octets that should be UTF-8.
   *
   * @param octets from anybody
   * @param offset of the first octet that counts
   * @return as {@link #of(String)}; what is not UTF-8 comes out as replacement characters
   */
  public static String of(byte[] octets, int offset) {
    return of(new String(octets, offset, octets.length - offset, StandardCharsets.UTF_8));
  }

  /**
   * Escapes and quotes a text, for a message such as {@code expected a number, found "x"}.
   *
   * @param text from anybody
   * @return as {@link #of(String)}, in quotes
   */
  public static String quoted(String text) {
    return '"' + of(text) + '"';
  }

  private static boolean isPrintableAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  private static void append(StringBuilder safe, int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          safe.append(String.format("\\u{%x}", codePoint));
      default -> safe.appendCodePoint(codePoint);
    }
  }
}
