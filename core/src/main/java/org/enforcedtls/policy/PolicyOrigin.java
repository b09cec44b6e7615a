package org.enforcedtls.policy;

import static java.util.Objects.requireNonNull;

/**
 * Where a policy came from, in words that lead a person there. Immutable.
 *
 * @param kind what sort of source
 * @param text such as {@code partners.yaml:3} (file and line) or {@code default}
 */
public record PolicyOrigin(Kind kind, String text) {
  /** The sort of source that a policy came from. */
  public enum Kind {
    /** A row of our own partner table. */
    PARTNER_ROW,
    /** The client's default, for domains without any policy. */
    DEFAULT
  }

  /**
   * Checks for null.
   *
   * @param kind what sort of source
   * @param text where exactly
   */
  public PolicyOrigin {
    requireNonNull(kind, "kind");
    requireNonNull(text, "text");
  }

  /**
   * The origin of a row of a partner table.
   *
   * @param text such as {@code partners.yaml:3}
   * @return the origin
   */
  public static PolicyOrigin partnerRow(String text) {
    return new PolicyOrigin(Kind.PARTNER_ROW, text);
  }

  /** The text. */
  @Override
  public String toString() {
    return text;
  }
}
