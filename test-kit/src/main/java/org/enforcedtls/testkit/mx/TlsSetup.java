package org.enforcedtls.testkit.mx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
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

  private static final String PERMITTING =
      "what jdk.tls.disabledAlgorithms forbids can be permitted by a file for"
          + " -Djava.security.properties when the JVM is started";

  /** Refuses at once what the JDK would refuse in the first handshake. */
  TlsSetup {
    protocols = List.copyOf(protocols);
    cipherSuites = List.copyOf(cipherSuites);
    refuseUnknown("TLS protocol", protocols, context.getSupportedSSLParameters().getProtocols());
    refuseUnknown(
        "cipher suite", cipherSuites, context.getSupportedSSLParameters().getCipherSuites());
    for (String protocol : protocols) {
      refuseForbidden("TLS protocol " + protocol, context, List.of(protocol), List.of());
    }
    refuseForbidden(
        "protocols and suites " + protocols + cipherSuites, context, protocols, cipherSuites);
  }

  /** The JDK lists protocols as supported that it then uses in no handshake. */
  private static void refuseForbidden(
      String what, SSLContext context, List<String> protocols, List<String> cipherSuites) {
    SSLEngine trial = context.createSSLEngine();
    trial.setUseClientMode(false);
    if (!protocols.isEmpty()) {
      trial.setEnabledProtocols(protocols.toArray(String[]::new));
    }
    if (!cipherSuites.isEmpty()) {
      trial.setEnabledCipherSuites(cipherSuites.toArray(String[]::new));
    }
    try {
      trial.beginHandshake();
    } catch (SSLException e) {
      throw new IllegalArgumentException(
          what + " cannot be used in this JVM: " + e.getMessage() + "; " + PERMITTING, e);
    }
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
                + String.join(", ", supported)
                + "; "
                + PERMITTING);
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
