package org.enforcedtls.cli.page;

/** Text of anybody, of which everything can be seen. */
public final class VisibleText {
  private VisibleText() {}

  /**
   * Escapes what is not printable: XML has no NUL, and a mark that turns the reading direction
   * would show a text that is not there.
   *
   * @param text from anybody
   * @return the same, each control or format character as a Unicode escape
   */
  public static String of(String text) {
    if (text.codePoints().allMatch(VisibleText::isVisible)) {
      return text;
    }
    StringBuilder visible = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (isVisible(c)) {
                visible.appendCodePoint(c);
              } else {
                visible.append("\\u{").append(Integer.toHexString(c)).append('}');
              }
            });
    return visible.toString();
  }

  private static boolean isVisible(int codePoint) {
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
}
