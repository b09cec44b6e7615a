package org.enforcedtls.testkit.mx;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * What a finished handshake led to, as the server sees it. Immutable.
 *
 * @param protocol such as {@code TLSv1.3}
 * @param cipherSuite by its JSSE name
 * @param serverNames what the client asked for by SNI
 * @param clientCertificates the chain that the client sent; empty if it sent none
 */
public record NegotiatedTls(
    String protocol,
    String cipherSuite,
    List<String> serverNames,
    List<X509Certificate> clientCertificates) {
  /**
   * Copies the lists.
   *
   * @param protocol such as {@code TLSv1.3}
   * @param cipherSuite by its JSSE name
   * @param serverNames what the client asked for by SNI
   * @param clientCertificates the chain that the client sent; empty if it sent none
   */
  public NegotiatedTls {
    serverNames = List.copyOf(serverNames);
    clientCertificates = List.copyOf(clientCertificates);
  }

  static NegotiatedTls of(SSLSession session) {
    return new NegotiatedTls(
        session.getProtocol(),
        session.getCipherSuite(),
        serverNames(session),
        clientCertificates(session));
  }

  private static List<String> serverNames(SSLSession session) {
    List<String> names = new ArrayList<>();
    if (session instanceof ExtendedSSLSession extended) {
      for (SNIServerName name : extended.getRequestedServerNames()) {
        names.add(name instanceof SNIHostName host ? host.getAsciiName() : name.toString());
      }
    }
    return names;
  }

  private static List<X509Certificate> clientCertificates(SSLSession session) {
    try {
      List<X509Certificate> chain = new ArrayList<>();
      for (var certificate : session.getPeerCertificates()) {
        chain.add((X509Certificate) certificate);
      }
      return chain;
    } catch (SSLPeerUnverifiedException e) {
      return List.of();
    }
  }
}
