package org.enforcedtls.tls;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.conscrypt.Conscrypt;

/**
 * Conscrypt, BoringSSL under JSSE. It tells the group. The suites of TLS 1.3 cannot be chosen: it
 * offers all three, and one that is not admitted is found after the handshake.
 */
final class ConscryptTlsEngine implements TlsEngine {
  private static final Set<HybridGroup> HYBRID_GROUPS = Set.of(HybridGroup.X25519_MLKEM768);

  private static final List<String> LIKED_GROUPS =
      List.of(HybridGroup.X25519_MLKEM768.configName(), "X25519", "P-256", "P-384", "P-521");

  private final ProviderContexts contexts = new ProviderContexts(Conscrypt.newProvider());

  @Override
  public String configName() {
    return "conscrypt";
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

  @Override
  public void offerGroups(SSLSocket socket, List<HybridGroup> groups) {
    List<String> names =
        groups.isEmpty() ? LIKED_GROUPS : groups.stream().map(HybridGroup::configName).toList();
    Conscrypt.setNamedGroups(socket, names.toArray(String[]::new));
  }

  @Override
  public Optional<String> negotiatedGroup(SSLSocket socket) {
    return Optional.ofNullable(Conscrypt.getGroupName(socket)).filter(name -> !name.isEmpty());
  }

  @Override
  public SSLContext newContext(X509ExtendedTrustManager trustManager) {
    return contexts.newContext(trustManager);
  }
}
