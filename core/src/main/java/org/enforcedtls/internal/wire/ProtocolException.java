package org.enforcedtls.internal.wire;

import java.io.IOException;

/** What the peer sent is not its protocol; the connection is of no further use. */
public class ProtocolException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what was wrong.
   *
   * @param message what was expected and found, foreign text in it escaped
   */
  public ProtocolException(String message) {
    super(message);
  }
}
