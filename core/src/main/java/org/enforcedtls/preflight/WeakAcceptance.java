package org.enforcedtls.preflight;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import org.enforcedtls.address.Domain;
import org.enforcedtls.tls.CipherSuite;
import org.enforcedtls.tls.TlsProtocol;

/**
 * Something weak that a host would take if it were offered. Immutable.
 *
 * @param mxHost the host
 * @param address where it was seen
 * @param protocol the version that it chose
 * @param suite the suite that it chose
 */
public record WeakAcceptance(
    Domain mxHost, InetAddress address, TlsProtocol protocol, CipherSuite suite) {
  /**
   * Checks for null.
   *
   * @param mxHost the host
   * @param address where it was seen
   * @param protocol the version that it chose
   * @param suite the suite that it chose
   */
  public WeakAcceptance {
    requireNonNull(mxHost, "mxHost");
    requireNonNull(address, "address");
    requireNonNull(protocol, "protocol");
    requireNonNull(suite, "suite");
  }

  Finding finding() {
    Finding.Place place = Finding.Place.address(mxHost, address.getHostAddress());
    return protocol.compareTo(TlsProtocol.TLS_1_2) < 0
        ? Advice.WEAK_PROTOCOL_ACCEPTED.at(
            place,
            "expected nothing older than TLSv1.2, found that the host takes "
                + protocol.configName()
                + " with "
                + suite.opensslName())
        : Advice.WEAK_CIPHER_ACCEPTED.at(
            place,
            "expected no suite below the floor, found that the host takes " + suite.opensslName());
  }
}
