package org.enforcedtls.cli.sendmail;

/**
 * Cuts an address list into tokens: quoted strings with their quotes, domain literals with their
 * brackets, single specials, and runs of anything else. Comments and white space are left out, and
 * part what stands around them (RFC 5322 §3.2). For one thread.
 */
final class AddressTokens {
  private static final String SPECIALS = "<>@,;:.";

  private final String text;
  private int position;

  AddressTokens(String text) {
    this.text = text;
  }

  /** The next token; empty at the end. */
  String next() {
    skipBlank();
    if (position == text.length()) {
      return "";
    }
    int start = position;
    char first = text.charAt(position);
    if (first == '"') {
      skipQuoted('"', "a closing quote");
    } else if (first == '[') {
      skipQuoted(']', "a closing bracket");
    } else if (first == ')' || first == ']' || first == '\\') {
      throw new IllegalArgumentException("expected an address, found '" + first + "'");
    } else if (isSpecial(first)) {
      position++;
    } else {
      while (position < text.length() && isPlain(text.charAt(position))) {
        position++;
      }
    }
    return text.substring(start, position);
  }

  static boolean isSpecial(String token) {
    return token.length() == 1 && isSpecial(token.charAt(0));
  }

  private static boolean isSpecial(char c) {
    return SPECIALS.indexOf(c) >= 0;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static boolean isPlain(char c) {
    return !isBlank(c) && !isSpecial(c) && "\"()[]\\".indexOf(c) < 0;
  }

  private void skipBlank() {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '(') {
        skipComment();
      } else if (isBlank(c)) {
        position++;
      } else {
        return;
      }
    }
  }

  /** Counts, as comments nest without limit and the stack does not. */
  private void skipComment() {
    int depth = 0;
    do {
      char c = charOr("a closing parenthesis");
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      position += c == '\\' ? 2 : 1;
    } while (depth > 0);
  }

  private void skipQuoted(char end, String expected) {
    position++;
    char c = charOr(expected);
    while (c != end) {
      position += c == '\\' ? 2 : 1;
      c = charOr(expected);
    }
    position++;
  }

  private char charOr(String expected) {
    if (position >= text.length()) {
      throw new IllegalArgumentException("expected " + expected + ", found the end of the field");
    }
    return text.charAt(position);
  }
}
