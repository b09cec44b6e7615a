package org.enforcedtls.queue.notice;

/** Lines for people, none longer than 76 characters. For one thread. */
final class FoldedText {
  private static final int MAX_CHARACTERS = 76;

  private final StringBuilder text = new StringBuilder();

  /** Words in lines, each behind as many spaces. A word longer than a line is cut. */
  FoldedText line(int indent, String words) {
    return line(" ".repeat(indent), indent, words);
  }

  /** The same with a first line that opens otherwise. */
  FoldedText line(String opening, int indent, String words) {
    StringBuilder line = new StringBuilder(opening);
    int used = opening.length();
    boolean isAtStart = true;
    for (String word : words.split(" ", -1)) {
      String rest = word;
      int room = MAX_CHARACTERS - indent;
      if (!isAtStart && used + 1 + width(rest) > MAX_CHARACTERS) {
        end(line);
        line = new StringBuilder(" ".repeat(indent));
        used = indent;
        isAtStart = true;
      }
      if (!isAtStart) {
        line.append(' ');
        used++;
      }
      while (used + width(rest) > MAX_CHARACTERS) {
        int fits = rest.offsetByCodePoints(0, Math.min(MAX_CHARACTERS - used, room));
        end(line.append(rest, 0, fits));
        rest = rest.substring(fits);
        line = new StringBuilder(" ".repeat(indent));
        used = indent;
      }
      line.append(rest);
      used += width(rest);
      isAtStart = false;
    }
    end(line);
    return this;
  }

  FoldedText gap() {
    text.append("\r\n");
    return this;
  }

  private void end(StringBuilder line) {
    text.append(line.toString().stripTrailing()).append("\r\n");
  }

  private static int width(String word) {
    return word.codePointCount(0, word.length());
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
