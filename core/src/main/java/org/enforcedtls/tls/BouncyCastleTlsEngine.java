package org.enforcedtls.tls;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.BCSSLParameters;
import org.bouncycastle.jsse.BCSSLSocket;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.bouncycastle.tls.TlsException;

/**
 * BCJSSE. It still does the suites without forward secrecy where the JDK's property disables them
 * by a pattern, which it does not read; it does not tell the group; it resumes no session of TLS
 * 1.3.
 */
final class BouncyCastleTlsEngine implements TlsEngine {
  private static final Set<HybridGroup> HYBRID_GROUPS = Set.of(HybridGroup.values());

  /** The hybrid group first, and with it the key share of the group that most hosts have. */
  private static final List<String> LIKED_GROUPS =
      List.of(
          HybridGroup.X25519_MLKEM768.configName(),
          "x25519",
          "secp256r1",
          "secp384r1",
          "secp521r1",
          "x448",
          "ffdhe2048",
          "ffdhe3072",
          "ffdhe4096");

  private static final int LIKED_KEY_SHARES = 2;

  private final ProviderContexts contexts =
      new ProviderContexts(new BouncyCastleJsseProvider(new BouncyCastleProvider()));

  @Override
  public String configName() {
    return "bouncycastle";
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
  public Set<HybridGroup> supportedHybridGroups() {
    return HYBRID_GROUPS;
  }

  /**
   * BCJSSE offers no signatures by a curve that is not among the groups. So under a demand, which
   * leaves none but hybrid ones, only hosts whose chain is signed by RSA can be agreed with.
   */
  @Override
  public void offerGroups(SSLSocket socket, List<HybridGroup> groups) {
    if (!groups.isEmpty()) {
      offer(socket, groups.stream().map(HybridGroup::configName).toList(), 1);
    } else if (System.getProperty("jdk.tls.namedGroups") == null) {
      offer(socket, LIKED_GROUPS, LIKED_KEY_SHARES);
    }
  }

  private static void offer(SSLSocket socket, List<String> names, int keyShares) {
    BCSSLSocket bcSocket = (BCSSLSocket) socket;
    BCSSLParameters parameters = bcSocket.getParameters();
    parameters.setNamedGroups(names.toArray(String[]::new));
    parameters.setEarlyKeyShares(names.subList(0, keyShares).toArray(String[]::new));
    bcSocket.setParameters(parameters);
  }

  @Override
  public boolean isTlsFailure(IOException e) {
    return e instanceof TlsException || TlsEngine.super.isTlsFailure(e);
  }

  @Override
  public SSLContext newContext(X509ExtendedTrustManager trustManager) {
    return contexts.newContext(trustManager);
  }
}
