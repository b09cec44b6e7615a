package org.enforcedtls.cli;

import org.enforcedtls.tls.TlsEngine;

/** The TLS engines, by the names that {@code --engine} takes. */
enum EngineName {
  JDK,
  BOUNCYCASTLE,
  CONSCRYPT;

  /** Loads it: the native library of one is not unpacked for the others. */
  TlsEngine engine() {
    return switch (this) {
      case JDK -> TlsEngine.jdk();
      case BOUNCYCASTLE -> TlsEngine.bouncyCastle();
      case CONSCRYPT -> TlsEngine.conscrypt();
    };
  }
}
