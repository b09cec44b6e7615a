package org.enforcedtls.internal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/** One request (RFC 9112 §3), whole in memory. Immutable. */
final class HttpRequest {
  private final HttpLocation location;
  private final String head;
  private final byte[] body;

  private HttpRequest(HttpLocation location, String head, byte[] body) {
    this.location = location;
    this.head = head;
    this.body = body;
  }

  static HttpRequest get(HttpLocation location) {
    return new HttpRequest(location, head("GET", location) + "\r\n", new byte[0]);
  }

  static HttpRequest post(HttpLocation location, String contentType, byte[] body) {
    String head =
        head("POST", location)
            + ("Content-Type: " + contentType + "\r\n")
            + ("Content-Length: " + body.length + "\r\n\r\n");
    return new HttpRequest(location, head, body.clone());
  }

  /** RFC 9110 §12.5.3: without Accept-Encoding the server may compress what we do not unpack. */
  private static String head(String method, HttpLocation location) {
    return (method + " " + location.target() + " HTTP/1.1\r\n")
        + ("Host: " + location.authority() + "\r\n")
        + "User-Agent: enforced-tls\r\nAccept-Encoding: identity\r\nConnection: close\r\n";
  }

  HttpLocation location() {
    return location;
  }

  /** What goes on the wire. */
  byte[] octets() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head.getBytes(US_ASCII));
    out.writeBytes(body);
    return out.toByteArray();
  }
}
