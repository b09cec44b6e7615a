package org.enforcedtls.reply;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An enhanced status code such as {@code 4.7.5} (RFC 3463 §2). Immutable.
 *
 * @param classDigit 2 success, 4 transient failure, 5 permanent failure
 * @param subject 0 to 999
 * @param detail 0 to 999
 */
public record EnhancedStatusCode(int classDigit, int subject, int detail) {
  private static final Pattern FORM =
      Pattern.compile("([245])\\.(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})");

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
    Matcher m = FORM.matcher(text);
    return m.matches()
        ? Optional.of(
            new EnhancedStatusCode(
                Integer.parseInt(m.group(1)),
                Integer.parseInt(m.group(2)),
                Integer.parseInt(m.group(3))))
        : Optional.empty();
  }

  /** The bare form {@code d.d.d}. */
  @Override
  public String toString() {
    return classDigit + "." + subject + "." + detail;
  }
}
