package org.enforcedtls.tls;

import static java.util.Objects.requireNonNull;

/**
 * What is wrong with a channel. Immutable.
 *
 * @param kind what is wrong
 * @param text what was expected and found
 */
public record ChannelFinding(Kind kind, String text) {
  /** What is wrong. */
  public enum Kind {
    /** The protocol version is older than the least that is admitted, or not known. */
    PROTOCOL_BELOW_FLOOR,
    /** The cipher suite is not in the profile, or not known. */
    CIPHER_BELOW_FLOOR
  }

  /**
   * Checks for null.
   *
   * @param kind what is wrong
   * @param text what was expected and found
   */
  public ChannelFinding {
    requireNonNull(kind, "kind");
    requireNonNull(text, "text");
  }
}
