package org.enforcedtls.reply;

import java.util.Optional;

/**
 * An enhanced status code such as {@code 4.7.5} (RFC 3463 §2). Immutable.
 *
 * @param classDigit 2 success, 4 transient failure, 5 permanent failure
 * @param subject 0 to 999
 * @param detail 0 to 999
 */
public record EnhancedStatusCode(int classDigit, int subject, int detail) {
  private static final int MAX_DIGITS = 3;

  /**
   * Checks the ranges.
   *
   * @param classDigit 2, 4 or 5
   * @param subject 0 to 999
   * @param detail 0 to 999
   * @throws IllegalArgumentException if a number is outside its range
   */
  public EnhancedStatusCode {
    if (classDigit != 2 && classDigit != 4 && classDigit != 5) {
      throw new IllegalArgumentException("classDigit must be 2, 4 or 5, not " + classDigit);
    }
    if (subject < 0 || subject > 999 || detail < 0 || detail > 999) {
      throw new IllegalArgumentException(
          "subject and detail must be 0 to 999, not " + subject + " and " + detail);
    }
  }

  /**
   * Reads a whole text as a code.
   *
   * @param text such as {@code 4.7.5}
   * @return the code
   * @throws IllegalArgumentException if it is not of that form
   */
  public static EnhancedStatusCode of(String text) {
    return parse(text)
        .orElseThrow(
            () -> new IllegalArgumentException("expected a code such as 4.7.5, not " + text));
  }

  /**
   * Reads a whole text as a code, if it is one.
   *
   * @param text any text
   * @return the code; empty if the text is not of that form
   */
  public static Optional<EnhancedStatusCode> parse(String text) {
    int afterClass = text.indexOf('.');
    int afterSubject = text.indexOf('.', afterClass + 1);
    if (afterClass != 1 || afterSubject < 0) {
      return Optional.empty();
    }
    int classDigit = number(text, 0, afterClass);
    int subject = number(text, afterClass + 1, afterSubject);
    int detail = number(text, afterSubject + 1, text.length());
    boolean isClass = classDigit == 2 || classDigit == 4 || classDigit == 5;
    return isClass && subject >= 0 && detail >= 0
        ? Optional.of(new EnhancedStatusCode(classDigit, subject, detail))
        : Optional.empty();
  }

  /** 0 to 999 without leading zeros; -1 if it is something else. */
  private static int number(String text, int start, int end) {
    int digits = end - start;
    if (digits < 1 || digits > MAX_DIGITS || (digits > 1 && text.charAt(start) == '0')) {
      return -1;
    }
    int number = 0;
    for (int i = start; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  /** The bare form {@code d.d.d}. */
  @Override
  public String toString() {
    return classDigit + "." + subject + "." + detail;
  }
}
