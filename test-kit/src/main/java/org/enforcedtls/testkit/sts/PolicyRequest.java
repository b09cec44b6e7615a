package org.enforcedtls.testkit.sts;

import static java.util.Objects.requireNonNull;

/**
 * What a client asked of a policy host. Immutable.
 *
 * @param serverName what it named in its handshake; empty if nothing
 * @param head request line and fields, with CRLF
 * @param body an octet a character; empty for a GET
 */
public record PolicyRequest(String serverName, String head, String body) {
  /**
   * Checks for null.
   *
   * @param serverName what it named in its handshake
   * @param head request line and fields
   * @param body an octet a character
   */
  public PolicyRequest {
    requireNonNull(serverName, "serverName");
    requireNonNull(head, "head");
    requireNonNull(body, "body");
  }
}
