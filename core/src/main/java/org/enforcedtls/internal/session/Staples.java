package org.enforcedtls.internal.session;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSession;
import org.enforcedtls.trust.PresentedChain;
import org.jspecify.annotations.Nullable;

/**
 * Finds the staples of a handshake. That of the JDK asks for them unless the system property {@code
 * jdk.tls.client.enableStatusRequestExtension} is false, whoever judges the peer, and keeps them
 * with a session that is resumed.
 */
final class Staples {
  private Staples() {}

  /** A session that knows nothing of staples has none. */
  static PresentedChain with(List<X509Certificate> chain, @Nullable SSLSession session) {
    PresentedChain presented = PresentedChain.of(chain);
    if (!(session instanceof ExtendedSSLSession extended)) {
      return presented;
    }
    try {
      return presented.withStaples(extended.getStatusResponses());
    } catch (UnsupportedOperationException e) {
      return presented;
    }
  }
}
