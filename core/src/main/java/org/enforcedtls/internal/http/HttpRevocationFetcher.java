package org.enforcedtls.internal.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.enforcedtls.internal.route.AddressFinder;
import org.enforcedtls.internal.wire.Dialler;
import org.enforcedtls.trust.RevocationFetcher;

/** Fetches over HTTP what certificates point to. Safe for use by several threads at once. */
public final class HttpRevocationFetcher implements RevocationFetcher {
  private final HttpCaller caller;

  /**
   * Fetches by these means.
   *
   * @param dialler makes connections
   * @param addresses finds where to, and refuses what points inwards
   * @param limit for one fetch in all, but for the DNS, which has its own
   */
  public HttpRevocationFetcher(Dialler dialler, AddressFinder addresses, Duration limit) {
    this.caller = new HttpCaller(dialler, addresses, HttpSecurity.NONE, limit);
  }

  /**
   * By POST, which RFC 6960 §A.1 recommends where no cache on the way is wanted: what is fetched is
   * kept here. GET would need the request encoded twice into a URL, which responders undo in
   * different ways.
   */
  @Override
  public byte[] ocspResponse(URI responder, byte[] request) throws IOException {
    HttpRequest post =
        HttpRequest.post(HttpLocation.of(responder), "application/ocsp-request", request);
    return caller.call(post, upTo(MAX_OCSP_OCTETS)).body();
  }

  @Override
  public byte[] crl(URI location) throws IOException {
    return caller.call(HttpRequest.get(HttpLocation.of(location)), upTo(MAX_CRL_OCTETS)).body();
  }

  private static BodyBounds upTo(int maxOctets) {
    return new BodyBounds(maxOctets, BodyEnd.MARKED_OR_CLOSE);
  }
}
