package org.enforcedtls.trust;

import java.io.IOException;
import java.net.URI;

/**
 * Brings the octets that certificates point to; it does not judge them. Called within handshakes,
 * for certificates of a path that is good otherwise, and only where a {@link RevocationRule} asks
 * for it. Safe for use by several threads at once.
 *
 * <p>An implementation has to bound the time and the octets of each call, and must not let a name
 * out of a certificate lead it to hosts that nobody outside should reach. It need not be a
 * messenger that is trusted: what it brings counts only by the signature on it.
 */
public interface RevocationFetcher {
  /** The longest OCSP response that is looked at: 64 KiB. */
  int MAX_OCSP_OCTETS = 64 * 1024;

  /** The longest CRL that is looked at: 16 MiB. */
  int MAX_CRL_OCTETS = 16 * 1024 * 1024;

  /**
   * Asks an OCSP responder (RFC 6960 §A.1). Blocking.
   *
   * @param responder with scheme http, a host name, and no user information
   * @param request an OCSP request in DER
   * @return what the responder answered, at most {@link #MAX_OCSP_OCTETS} octets
   * @throws IOException if there is no answer; the message says why, on one line
   */
  byte[] ocspResponse(URI responder, byte[] request) throws IOException;

  /**
   * Fetches a CRL. Blocking.
   *
   * @param location with scheme http, a host name, and no user information
   * @return what is there, at most {@link #MAX_CRL_OCTETS} octets
   * @throws IOException if it cannot be had; the message says why, on one line
   */
  byte[] crl(URI location) throws IOException;

  /**
   * For those who have nothing fetched, whatever a rule asks for.
   *
   * @return a fetcher that fails at once
   */
  static RevocationFetcher none() {
    return new RevocationFetcher() {
      @Override
      public byte[] ocspResponse(URI responder, byte[] request) throws IOException {
        throw new IOException("nothing is fetched here");
      }

      @Override
      public byte[] crl(URI location) throws IOException {
        throw new IOException("nothing is fetched here");
      }
    };
  }
}
