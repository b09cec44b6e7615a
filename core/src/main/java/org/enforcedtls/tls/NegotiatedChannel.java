package org.enforcedtls.tls;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a handshake agreed on, by the names that the TLS engine gives. Immutable.
 *
 * @param protocolName such as {@code TLSv1.3}
 * @param suiteName such as {@code TLS_AES_256_GCM_SHA384}
 * @param resumed whether the handshake took up an earlier session
 */
public record NegotiatedChannel(String protocolName, String suiteName, boolean resumed) {
  /**
   * Checks for null.
   *
   * @param protocolName such as {@code TLSv1.3}
   * @param suiteName such as {@code TLS_AES_256_GCM_SHA384}
   * @param resumed whether the handshake took up an earlier session
   */
  public NegotiatedChannel {
    requireNonNull(protocolName, "protocolName");
    requireNonNull(suiteName, "suiteName");
  }

  /**
   * The protocol version.
   *
   * @return empty if it is not one that is known
   */
  public Optional<TlsProtocol> protocol() {
    return TlsProtocol.find(protocolName);
  }

  /**
   * The cipher suite.
   *
   * @return empty if it is not one that is known
   */
  public Optional<CipherSuite> suite() {
    return CipherSuite.find(suiteName);
  }
}
