package org.enforcedtls.policyfile;

/** Text of a file, made fit to stand in a message: one line, printable, bounded. */
final class FoundText {
  private static final int MAX_CODE_POINTS = 100;

  private FoundText() {}

  static String quoted(String text) {
    StringBuilder safe = new StringBuilder("\"");
    text.codePoints().limit(MAX_CODE_POINTS).forEach(c -> append(safe, c));
    boolean cut = text.codePointCount(0, text.length()) > MAX_CODE_POINTS;
    return safe.append(cut ? "…\"" : "\"").toString();
  }

  /** The whole text in one line, to stand in a comment. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(safe, c));
    return safe.toString();
  }

  static boolean isOneLine(String text) {
    return text.codePoints().allMatch(FoundText::isPrintable);
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static void append(StringBuilder safe, int codePoint) {
    if (isPrintable(codePoint)) {
      safe.appendCodePoint(codePoint);
    } else {
      safe.append(String.format("\\u{%x}", codePoint));
    }
  }
}
