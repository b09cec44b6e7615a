package org.enforcedtls.internal.session;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSession;
import org.enforcedtls.trust.PresentedChain;
import org.jspecify.annotations.Nullable;

/**
 * Finds the staples of a handshake. Every engine asks for them unless the system property {@code
 * jdk.tls.client.enableStatusRequestExtension} is false, whoever judges the peer; Conscrypt asks
 * always. Not every one keeps them: BCJSSE hands them out during the full handshake of TLS 1.2
 * alone. So they are bound to the session, where they last as long as what they came with and are
 * found again when it is resumed.
 */
final class Staples {
  private static final String BOUND = Staples.class.getName();

  private Staples() {}

  /** A session that knows nothing of staples has none. */
  static PresentedChain with(List<X509Certificate> chain, @Nullable SSLSession session) {
    PresentedChain presented = PresentedChain.of(chain);
    if (session == null) {
      return presented;
    }
    List<byte[]> handedOut = handedOutBy(session);
    if (!handedOut.isEmpty()) {
      session.putValue(BOUND, new Bound(handedOut));
      return presented.withStaples(handedOut);
    }
    return session.getValue(BOUND) instanceof Bound bound
        ? presented.withStaples(bound.octets())
        : presented;
  }

  private static List<byte[]> handedOutBy(SSLSession session) {
    if (!(session instanceof ExtendedSSLSession extended)) {
      return List.of();
    }
    try {
      return extended.getStatusResponses();
    } catch (UnsupportedOperationException e) {
      return List.of();
    }
  }

  private record Bound(List<byte[]> octets) {}
}
