package org.enforcedtls.dns;

import static java.util.Objects.requireNonNull;

/**
 * A CNAME record (RFC 1035 §3.3.1): what a name stands for. Immutable.
 *
 * @param target without trailing dot; it need not be a host name
 */
public record CnameRecord(String target) {
  /**
   * Checks for null.
   *
   * @param target what the name stands for
   */
  public CnameRecord {
    requireNonNull(target, "target");
  }
}
