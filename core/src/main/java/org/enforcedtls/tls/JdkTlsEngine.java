package org.enforcedtls.tls;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** JSSE as the running JDK has it. Its supported suites already lack those that are disabled. */
final class JdkTlsEngine implements TlsEngine {
  static final JdkTlsEngine INSTANCE = new JdkTlsEngine();

  private final Set<TlsProtocol> protocols;
  private final Set<CipherSuite> suites;

  private JdkTlsEngine() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, null, null);
      SSLParameters supported = context.getSupportedSSLParameters();
      // The supported protocols keep those that are disabled; the default ones do not.
      protocols = known(context.getDefaultSSLParameters().getProtocols(), TlsProtocol::find);
      suites = known(supported.getCipherSuites(), CipherSuite::find);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform has no TLS", e);
    }
  }

  private static <T> Set<T> known(String[] names, Function<String, Optional<T>> find) {
    return Arrays.stream(names)
        .flatMap(name -> find.apply(name).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public String configName() {
    return "jdk";
  }

  @Override
  public Set<TlsProtocol> supportedProtocols() {
    return protocols;
  }

  @Override
  public Set<CipherSuite> supportedSuites() {
    return suites;
  }

  @Override
  public SSLContext newContext(X509ExtendedTrustManager trustManager) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[0], new TrustManager[] {trustManager}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform cannot make a TLS context", e);
    }
  }
}
