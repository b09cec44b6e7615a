package org.enforcedtls.testkit.mx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * How the server side of TLS is set up. Immutable.
 *
 * @param context with the certificate
 * @param protocols empty for those of the JDK
 * @param cipherSuites empty for those of the JDK
 * @param demand whether to ask for a certificate
 */
record TlsSetup(
    SSLContext context,
    List<String> protocols,
    List<String> cipherSuites,
    ClientCertificateDemand demand) {

  /** Refuses at once what the JDK would refuse in the first handshake. */
  TlsSetup {
    protocols = List.copyOf(protocols);
    cipherSuites = List.copyOf(cipherSuites);
    refuseUnknown("TLS protocol", protocols, context.getSupportedSSLParameters().getProtocols());
    refuseUnknown(
        "cipher suite", cipherSuites, context.getSupportedSSLParameters().getCipherSuites());
  }

  private static void refuseUnknown(String what, List<String> asked, String[] supported) {
    for (String name : asked) {
      if (!Arrays.asList(supported).contains(name)) {
        throw new IllegalArgumentException(
            "expected a "
                + what
                + " of this JVM, found "
                + name
                + "; it has "
                + String.join(", ", supported));
      }
    }
  }

  /** The socket beneath outlives it, so that an alert can be seen off in peace. */
  SSLSocket over(Socket socket, byte[] alreadyRead) throws IOException {
    SSLSocket tls =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(socket, new ByteArrayInputStream(alreadyRead), false);
    tls.setUseClientMode(false);
    if (!protocols.isEmpty()) {
      tls.setEnabledProtocols(protocols.toArray(String[]::new));
    }
    if (!cipherSuites.isEmpty()) {
      tls.setEnabledCipherSuites(cipherSuites.toArray(String[]::new));
    }
    switch (demand) {
      case NOT_REQUESTED -> tls.setWantClientAuth(false);
      case REQUESTED -> tls.setWantClientAuth(true);
      case REQUIRED -> tls.setNeedClientAuth(true);
    }
    return tls;
  }
}
