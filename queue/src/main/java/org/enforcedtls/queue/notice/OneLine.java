package org.enforcedtls.queue.notice;

/** Foreign text, made fit for a notice: one line, printable, bounded. */
final class OneLine {
  private static final int MAX_CODE_POINTS = 500;

  /** What an ASCII text may grow to by escapes: its line stays under 998 octets. */
  private static final int MAX_ASCII_CHARACTERS = 900;

  private OneLine() {}

  /** At most 500 characters; a line end is a space, another control or format character escaped. */
  static String of(String text) {
    StringBuilder safe = new StringBuilder(Math.min(text.length(), MAX_CODE_POINTS) + 1);
    text.codePoints().limit(MAX_CODE_POINTS).forEach(c -> append(safe, c));
    boolean isCut = text.codePointCount(0, text.length()) > MAX_CODE_POINTS;
    return (isCut ? safe.append('…') : safe).toString().strip();
  }

  /** The same in ASCII, other characters in the form of RFC 6533 §3, at most 900 characters. */
  static String asciiOf(String text) {
    StringBuilder ascii = new StringBuilder();
    of(text)
        .codePoints()
        .forEach(
            c -> {
              if (c < 0x80) {
                ascii.append((char) c);
              } else {
                ascii.append(String.format("\\x{%X}", c));
              }
            });
    if (ascii.length() > MAX_ASCII_CHARACTERS) {
      ascii.setLength(MAX_ASCII_CHARACTERS - 3);
      ascii.append("...");
    }
    return ascii.toString();
  }

  static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static void append(StringBuilder safe, int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL -> {
        if (codePoint == '\r' || codePoint == '\n' || codePoint == '\t') {
          safe.append(' ');
        } else {
          safe.append(String.format("\\u{%x}", codePoint));
        }
      }
      case Character.FORMAT,
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
