package org.enforcedtls.dns;

import static java.util.Objects.requireNonNull;

/**
 * A TXT record (RFC 1035 §3.3.14): its strings, joined without anything between, as protocols read
 * it. Immutable.
 *
 * @param text one character for each octet, U+0000 to U+00FF: what the octets mean is for its
 *     reader to say
 */
public record TxtRecord(String text) {
  /**
   * Checks for null.
   *
   * @param text one character for each octet
   */
  public TxtRecord {
    requireNonNull(text, "text");
  }
}
