package org.enforcedtls.tls;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
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
   * BouncyCastle's. It does suites without forward secrecy on newer JDKs as well, and hybrid
   * groups; it resumes no session of TLS 1.3. Where a policy demands a hybrid group, it reaches
   * only hosts whose certificates have RSA keys and signatures.
   *
   * @return the engine
   * @throws IllegalStateException if {@code org.bouncycastle:bctls-jdk18on} is not there
   */
  static TlsEngine bouncyCastle() {
    return OptionalEngine.BOUNCY_CASTLE.get();
  }

  /**
   * Conscrypt, native code, whose handshakes are the cheapest. It does suites without forward
   * secrecy on newer JDKs as well, and X25519MLKEM768, and tells the group. Of TLS 1.3 it always
   * offers all suites, so that a policy that admits some of them only may hold mail that another
   * engine would deliver.
   *
   * @return the engine
   * @throws IllegalStateException if {@code org.conscrypt:conscrypt-openjdk-uber} is not there, or
   *     has no native library for this platform
   */
  static TlsEngine conscrypt() {
    return OptionalEngine.CONSCRYPT.get();
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
   * Whether an exception of a socket is TLS failing, such as an alert, and not the network.
   *
   * @param e thrown by a socket of a context of this engine
   * @return true if so
   */
  default boolean isTlsFailure(IOException e) {
    return e instanceof SSLException;
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
