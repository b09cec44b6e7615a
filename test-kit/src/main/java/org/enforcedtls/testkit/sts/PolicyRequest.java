package org.enforcedtls.testkit.sts;

import static java.util.Objects.requireNonNull;

/**
 * What a client asked of a policy host. Immutable.
 *
 * @param serverName what it named in its handshake; empty if nothing
 * @param head request line and fields, with CRLF
 */
public record PolicyRequest(String serverName, String head) {
  /**
   * Checks for null.
   *
   * @param serverName what it named in its handshake
   * @param head request line and fields
   */
  public PolicyRequest {
    requireNonNull(serverName, "serverName");
    requireNonNull(head, "head");
  }
}
