package org.enforcedtls.internal.http;

import java.net.URI;
import org.enforcedtls.address.Domain;

/**
 * Where a request goes, as a URL says it. Immutable.
 *
 * @param host whose addresses are dialled
 * @param port of the server
 * @param authority as it stands in the Host field
 * @param target path and query, as they stand in the request line
 */
record HttpLocation(Domain host, int port, String authority, String target) {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /**
   * A place at the port for HTTPS.
   *
   * @param target an absolute path of printable ASCII
   */
  static HttpLocation https(Domain host, String target) {
    return new HttpLocation(host, HTTPS_PORT, host.aLabels(), target);
  }

  /**
   * Takes a URL apart.
   *
   * @throws IllegalArgumentException if it is no http URL with a host name and nothing but
   *     printable characters of ASCII, or has user information
   */
  static HttpLocation of(URI url) {
    return of(url, "http", HTTP_PORT);
  }

  /**
   * Takes a URL of HTTPS apart.
   *
   * @throws IllegalArgumentException as {@link #of} does
   */
  static HttpLocation ofHttps(URI url) {
    return of(url, "https", HTTPS_PORT);
  }

  private static HttpLocation of(URI url, String scheme, int usualPort) {
    if (!scheme.equalsIgnoreCase(url.getScheme())
        || url.getHost() == null
        || url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "url: expected " + scheme + "://HOST without user information, found " + url);
    }
    Domain host = Domain.of(url.getHost());
    int port = url.getPort() < 0 ? usualPort : url.getPort();
    if (port == 0 || port > 65535) {
      throw new IllegalArgumentException("url: expected a port from 1 to 65535, found " + port);
    }
    String authority = host.aLabels() + (port == usualPort ? "" : ":" + port);
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String target = url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    if (target.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException("url: expected printable ASCII only, found " + url);
    }
    return new HttpLocation(host, port, authority, target);
  }
}
