package org.enforcedtls.tls;

import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A program that prints, for each engine, the suites that it says it supports and those that are in
 * the ClientHello of a connection for which all were enabled. It is a program of its own because
 * engines read the security properties once.
 */
final class OfferProbe {
  private static final int HANDSHAKE_HEADER = 5 + 4;
  private static final int VERSION_AND_RANDOM = 2 + 32;

  private OfferProbe() {}

  /** Prints three lines for each engine: its name, supported, offered. */
  public static void main(String[] args) throws SSLException {
    for (TlsEngine engine :
        List.of(TlsEngine.jdk(), TlsEngine.bouncyCastle(), TlsEngine.conscrypt())) {
      System.out.println(engine.configName());
      System.out.println(names(engine.supportedSuites()));
      System.out.println(names(offered(engine)));
    }
  }

  private static String names(Set<CipherSuite> suites) {
    return suites.stream()
        .sorted(Comparator.comparing(CipherSuite::codePoint))
        .map(CipherSuite::opensslName)
        .collect(Collectors.joining(" "));
  }

  private static Set<CipherSuite> offered(TlsEngine engine) throws SSLException {
    SSLContext context = engine.newContext(new NobodyTrusted());
    SSLEngine client = context.createSSLEngine("mx.fi.example", 25);
    client.setUseClientMode(true);
    client.setEnabledCipherSuites(context.getSupportedSSLParameters().getCipherSuites());
    client.setEnabledProtocols(context.getDefaultSSLParameters().getProtocols());
    ByteBuffer hello = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
    client.wrap(ByteBuffer.allocate(0), hello);
    hello.flip().position(HANDSHAKE_HEADER + VERSION_AND_RANDOM);
    hello.position(hello.position() + 1 + hello.get(hello.position()));
    Set<CipherSuite> suites = new HashSet<>();
    for (int left = hello.getShort(); left > 0; left -= 2) {
      int codePoint = hello.getShort() & 0xffff;
      // What is none is a signal, or a grease value.
      CipherSuite.all().stream()
          .filter(suite -> suite.codePoint() == codePoint)
          .forEach(suites::add);
    }
    return suites;
  }

  private static final class NobodyTrusted extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("nobody is asked");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      checkServerTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
