package org.enforcedtls.policy;

import static java.util.Objects.requireNonNull;

/**
 * What one of several sources said. Immutable.
 *
 * @param source what the source is called, such as {@code partners.yaml} or {@code mta-sts}
 * @param answer what it said
 */
public record SourceAnswer(String source, PolicyAnswer answer) {
  /**
   * Checks for null.
   *
   * @param source what the source is called
   * @param answer what it said
   */
  public SourceAnswer {
    requireNonNull(source, "source");
    requireNonNull(answer, "answer");
  }
}
