package org.enforcedtls.internal.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * Hands octets to web servers that others named, over the means of a client. Safe for use by
 * several threads at once.
 *
 * <p>Stricter than RFC 8460 §3: a server that does not prove its name gets nothing, as a report
 * says whom we send mail to.
 */
public final class HttpsHandover {
  /** Of a receipt only the head is read. */
  private static final BodyBounds UNREAD = new BodyBounds(0, BodyEnd.MARKED);

  private final HttpCaller caller;

  /**
   * Hands over by these means.
   *
   * @param means how connections come about
   * @param limit for one handover in all, but for the DNS, which has its own
   */
  public HttpsHandover(HttpsPolicyFetcher.Means means, Duration limit) {
    this.caller =
        new HttpCaller(
            means.dialler(),
            means.addresses(),
            new VerifiedTls(means.contexts(), means.anchors()),
            limit);
  }

  /**
   * Posts octets. Blocking.
   *
   * @param location an https URL
   * @param contentType of the octets
   * @param octets the body
   * @throws IOException unless the server takes them; the message says why
   * @throws IllegalArgumentException if the location is no https URL, or has user information
   */
  public void post(URI location, String contentType, byte[] octets) throws IOException {
    caller.call(HttpRequest.handOver(HttpLocation.ofHttps(location), contentType, octets), UNREAD);
  }
}
