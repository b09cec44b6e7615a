package org.enforcedtls.policyfile;

import static java.util.Objects.requireNonNull;

/**
 * Something in a table that hurts, or will. Immutable.
 *
 * @param file the name of the file, without its folder
 * @param line from 1
 * @param rule what kind of thing it is
 * @param severity how much it hurts
 * @param text what was found, for a person; one line
 */
public record LintFinding(
    String file, int line, LintRule rule, LintSeverity severity, String text) {
  /**
   * Checks for null.
   *
   * @param file the name of the file
   * @param line from 1
   * @param rule what kind of thing it is
   * @param severity how much it hurts
   * @param text what was found
   */
  public LintFinding {
    requireNonNull(file, "file");
    requireNonNull(rule, "rule");
    requireNonNull(severity, "severity");
    requireNonNull(text, "text");
  }

  /** Such as {@code partners.yaml:3: warning: contact-missing: fi.example has no contact}. */
  @Override
  public String toString() {
    return file + ":" + line + ": " + severity.configName() + ": " + rule.code() + ": " + text;
  }
}
