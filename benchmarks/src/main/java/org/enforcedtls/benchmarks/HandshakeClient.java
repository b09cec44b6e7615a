package org.enforcedtls.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;
import org.enforcedtls.tls.TlsEngine;

/** Opens a dialogue with an MX host as far as EHLO inside TLS, and ends it. For one thread. */
interface HandshakeClient extends AutoCloseable {
  /** The peer of all others: JSSE as an application would use it. */
  String PEER = "jsse";

  /**
   * Connects, speaks SMTP up to EHLO inside verified TLS, and says QUIT.
   *
   * @param host whose name is verified
   * @return whether an earlier session was resumed
   * @throws IOException if it did not work
   */
  boolean open(String host) throws IOException;

  @Override
  void close();

  /** By {@link #PEER}, or this library with the engine of a name. */
  static HandshakeClient of(String name, ServerProcess server)
      throws IOException, GeneralSecurityException {
    return switch (name) {
      case PEER -> new JsseClient(server);
      case "jdk" -> new LibraryClient(server, TlsEngine.jdk());
      case "bouncycastle" -> new LibraryClient(server, TlsEngine.bouncyCastle());
      case "conscrypt" -> new LibraryClient(server, TlsEngine.conscrypt());
      default -> throw new IllegalArgumentException(name);
    };
  }
}
