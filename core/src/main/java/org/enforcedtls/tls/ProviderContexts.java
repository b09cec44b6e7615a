package org.enforcedtls.tls;

import java.security.AlgorithmConstraints;
import java.security.CryptoPrimitive;
import java.security.GeneralSecurityException;
import java.security.Provider;
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
import org.jspecify.annotations.Nullable;

/**
 * The contexts of one JSSE provider, and what they can do. The provider is handed over, never
 * registered: that would change the TLS of the whole application. Immutable.
 */
final class ProviderContexts {
  private static final Set<CryptoPrimitive> KEY_AGREEMENT = Set.of(CryptoPrimitive.KEY_AGREEMENT);

  private final @Nullable Provider provider;
  private final Set<TlsProtocol> protocols;
  private final Set<CipherSuite> suites;

  /** Null for the provider that the JDK prefers. */
  ProviderContexts(@Nullable Provider provider) {
    this.provider = provider;
    SSLContext context = newContext(null);
    // The supported protocols keep those that are disabled; the default ones do not.
    protocols = known(context.getDefaultSSLParameters().getProtocols(), TlsProtocol::find);
    suites = known(permitted(context.getSupportedSSLParameters()), CipherSuite::find);
  }

  /**
   * BCJSSE calls suites supported that its reading of {@code jdk.tls.disabledAlgorithms} keeps out
   * of every handshake, and fails in odd ways if nothing else is enabled.
   */
  private static String[] permitted(SSLParameters supported) {
    AlgorithmConstraints constraints = supported.getAlgorithmConstraints();
    return constraints == null
        ? supported.getCipherSuites()
        : Arrays.stream(supported.getCipherSuites())
            .filter(name -> constraints.permits(KEY_AGREEMENT, name, null))
            .toArray(String[]::new);
  }

  private static <T> Set<T> known(String[] names, Function<String, Optional<T>> find) {
    return Arrays.stream(names)
        .flatMap(name -> find.apply(name).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  Set<TlsProtocol> protocols() {
    return protocols;
  }

  Set<CipherSuite> suites() {
    return suites;
  }

  /** Null for the provider's own trust manager, in a context that is only asked what it can do. */
  SSLContext newContext(@Nullable X509ExtendedTrustManager trustManager) {
    try {
      SSLContext context =
          provider == null
              ? SSLContext.getInstance("TLS")
              : SSLContext.getInstance("TLS", provider);
      context.init(
          new KeyManager[0], trustManager == null ? null : new TrustManager[] {trustManager}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform cannot make a TLS context", e);
    }
  }
}
