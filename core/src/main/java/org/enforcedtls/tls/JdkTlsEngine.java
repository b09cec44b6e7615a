package org.enforcedtls.tls;

import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedTrustManager;

/** JSSE as the running JDK has it. Its supported suites already lack those that are disabled. */
final class JdkTlsEngine implements TlsEngine {
  static final JdkTlsEngine INSTANCE = new JdkTlsEngine();

  private final ProviderContexts contexts = new ProviderContexts(null);

  private JdkTlsEngine() {}

  @Override
  public String configName() {
    return "jdk";
  }

  @Override
  public Set<TlsProtocol> supportedProtocols() {
    return contexts.protocols();
  }

  @Override
  public Set<CipherSuite> supportedSuites() {
    return contexts.suites();
  }

  @Override
  public SSLContext newContext(X509ExtendedTrustManager trustManager) {
    return contexts.newContext(trustManager);
  }
}
