package org.enforcedtls.cli.report;

import java.util.Optional;

/**
 * What was expected and found, out of the sentence that says both. Immutable.
 *
 * @param about what stands before; may be empty
 * @param expected what should have been
 * @param found what was
 */
record Expectation(String about, String expected, String found) {
  private static final String EXPECTED = "expected ";
  private static final String FOUND = ", found ";

  /**
   * Takes a sentence apart.
   *
   * @param text such as {@code CN=a.example: expected b.example, found a.example}
   * @return empty if it is not that, or if words of somebody else make it mean several things
   */
  static Optional<Expectation> in(String text) {
    int expected = text.indexOf(EXPECTED);
    int found = text.indexOf(FOUND);
    boolean isOneOfEach =
        expected >= 0
            && found > expected
            && expected == text.lastIndexOf(EXPECTED)
            && found == text.lastIndexOf(FOUND);
    if (!isOneOfEach) {
      return Optional.empty();
    }
    String about = text.substring(0, expected).strip();
    return Optional.of(
        new Expectation(
            about.endsWith(":") ? about.substring(0, about.length() - 1) : about,
            text.substring(expected + EXPECTED.length(), found),
            text.substring(found + FOUND.length())));
  }
}
