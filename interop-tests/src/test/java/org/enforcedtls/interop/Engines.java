package org.enforcedtls.interop;

import org.enforcedtls.tls.TlsEngine;

/** The TLS engines by the names that the command and the tables of these tests have for them. */
final class Engines {
  private Engines() {}

  static TlsEngine named(String name) {
    return switch (name) {
      case "jdk" -> TlsEngine.jdk();
      case "bouncycastle" -> TlsEngine.bouncyCastle();
      case "conscrypt" -> TlsEngine.conscrypt();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
