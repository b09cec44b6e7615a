package org.enforcedtls.tls;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Does TLS handshakes. An implementation must be safe for use by several threads at once.
 *
 * <p><b>Guarantees.</b> An engine never decides whom to trust: the trust manager that is handed in
 * does, and what was agreed and presented is checked again after each handshake.
 */
public interface TlsEngine {
  /**
   * The engine of the running JDK. On newer JDKs it cannot do suites without forward secrecy.
   *
   * @return the engine
   */
  static TlsEngine jdk() {
    return JdkTlsEngine.INSTANCE;
  }

  /**
   * The name in configuration and reports.
   *
   * @return such as {@code jdk}
   */
  String configName();

  /**
   * The versions that can really be agreed on now.
   *
   * @return not those that a setting of the platform disables
   */
  Set<TlsProtocol> supportedProtocols();

  /**
   * The suites that can really be agreed on now.
   *
   * @return not those that a setting of the platform disables
   */
  Set<CipherSuite> supportedSuites();

  /**
   * The hybrid groups that can be demanded of this engine.
   *
   * @return none, if it cannot be told which groups to offer
   */
  default Set<HybridGroup> supportedHybridGroups() {
    return Set.of();
  }

  /**
   * Says which groups a socket is to offer. Called after its other parameters were set, before its
   * handshake.
   *
   * @param socket of a context of this engine
   * @param groups of {@link #supportedHybridGroups()} which alone are to be offered; empty for
   *     those that the engine likes
   */
  default void offerGroups(SSLSocket socket, List<HybridGroup> groups) {
    if (!groups.isEmpty()) {
      throw new IllegalArgumentException(configName() + " cannot be told to offer " + groups);
    }
  }

  /**
   * The group that a handshake agreed on.
   *
   * @param socket of a context of this engine, during its handshake or after it
   * @return its name; empty if the engine does not tell it, or not yet
   */
  default Optional<String> negotiatedGroup(SSLSocket socket) {
    return Optional.empty();
  }

  /**
   * Makes a context for the client side, without client certificate. Sessions are resumed only
   * within one context.
   *
   * @param trustManager judges the certificates of the peer
   * @return a new context
   * @throws IllegalStateException if the platform cannot make one
   */
  SSLContext newContext(X509ExtendedTrustManager trustManager);
}
