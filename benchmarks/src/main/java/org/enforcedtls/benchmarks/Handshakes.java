package org.enforcedtls.benchmarks;

import java.io.IOException;

/** The two kinds of handshakes. */
final class Handshakes {
  /** The host that is met again and again. */
  static final String AGAIN = "again." + HandshakeServer.DOMAIN;

  private Handshakes() {}

  static boolean full(HandshakeClient client, int number) throws IOException {
    if (client.open("mx" + number + "." + HandshakeServer.DOMAIN)) {
      throw new IllegalStateException("a full handshake was wanted, a session was resumed");
    }
    return false;
  }

  static boolean resumed(HandshakeClient client) throws IOException {
    if (!client.open(AGAIN)) {
      throw new IllegalStateException("no session was resumed");
    }
    return true;
  }
}
