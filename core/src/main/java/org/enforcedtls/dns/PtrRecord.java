package org.enforcedtls.dns;

import static java.util.Objects.requireNonNull;

/**
 * A PTR record (RFC 1035 §3.3.12): a name that an address is said to have. Immutable.
 *
 * @param name without trailing dot; it need not be a host name
 */
public record PtrRecord(String name) {
  /**
   * Checks for null.
   *
   * @param name of the address
   */
  public PtrRecord {
    requireNonNull(name, "name");
  }
}
