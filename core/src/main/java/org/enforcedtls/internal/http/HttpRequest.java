package org.enforcedtls.internal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import org.enforcedtls.internal.text.ForeignText;

/** One request (RFC 9112 §3), whole in memory. Immutable. */
final class HttpRequest {
  /** What is wanted of the server. */
  enum Want {
    /** A document, which only status 200 has. */
    DOCUMENT,
    /** That it takes what it is given, which any status of class 2 says; its words are not read. */
    RECEIPT
  }

  private final HttpLocation location;
  private final Want want;
  private final String head;
  private final byte[] body;

  private HttpRequest(HttpLocation location, Want want, String head, byte[] body) {
    this.location = location;
    this.want = want;
    this.head = head;
    this.body = body;
  }

  static HttpRequest get(HttpLocation location) {
    return new HttpRequest(location, Want.DOCUMENT, head("GET", location) + "\r\n", new byte[0]);
  }

  /** Asks for a document by what is in the body. */
  static HttpRequest post(HttpLocation location, String contentType, byte[] body) {
    return post(location, Want.DOCUMENT, contentType, body);
  }

  /** Hands the body over. */
  static HttpRequest handOver(HttpLocation location, String contentType, byte[] body) {
    return post(location, Want.RECEIPT, contentType, body);
  }

  private static HttpRequest post(
      HttpLocation location, Want want, String contentType, byte[] body) {
    if (contentType.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException(
          "contentType: expected printable ASCII only, found " + ForeignText.quoted(contentType));
    }
    String head =
        head("POST", location)
            + ("Content-Type: " + contentType + "\r\n")
            + ("Content-Length: " + body.length + "\r\n\r\n");
    return new HttpRequest(location, want, head, body.clone());
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

  Want want() {
    return want;
  }

  /** What goes on the wire. */
  byte[] octets() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head.getBytes(US_ASCII));
    out.writeBytes(body);
    return out.toByteArray();
  }
}
