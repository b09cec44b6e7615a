package org.enforcedtls.internal.http;

/**
 * A response with status 200. Immutable, if nobody changes the octets.
 *
 * <p>Whether its Content-Type fits is for the caller. For what certificates point to nobody asks:
 * that proves itself by a signature, and servers give CRLs many types.
 */
final class HttpResponse {
  private final HttpHead head;
  private final byte[] body;

  HttpResponse(HttpHead head, byte[] body) {
    this.head = head;
    this.body = body;
  }

  HttpHead head() {
    return head;
  }

  /** The octets themselves, as they may be many; there is one caller. */
  byte[] body() {
    return body;
  }
}
