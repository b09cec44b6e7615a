package org.enforcedtls.internal.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.internal.wire.ProtocolException;

/**
 * Reads one response off a stream, and never more than its limits. How long that may take is for
 * whoever owns the stream. For one thread.
 */
final class HttpResponseReader {
  private static final int OK = 200;
  private static final int LAST_SUCCESS = 299;

  private final HttpOctets octets;
  private final BodyBounds bounds;

  HttpResponseReader(InputStream in, BodyBounds bounds) {
    this.octets = new HttpOctets(in);
    this.bounds = bounds;
  }

  /**
   * Reads the response to a request. Blocking.
   *
   * @throws IOException as {@link #read()} does
   */
  HttpResponse read(HttpRequest.Want want) throws IOException {
    return want == HttpRequest.Want.DOCUMENT ? read() : readReceipt();
  }

  /** RFC 8460 §5.4: a report was taken if the status says so, typically 200 or 201. */
  private HttpResponse readReceipt() throws IOException {
    HttpHead head = HttpHead.read(octets);
    if (head.status() < OK || head.status() > LAST_SUCCESS) {
      throw refused(head, "a status from 200 to 299");
    }
    return new HttpResponse(head, new byte[0]);
  }

  private static HttpException refused(HttpHead head, String expected) {
    return new HttpException(
        head.isRedirect() ? HttpException.Fault.REDIRECT : HttpException.Fault.STATUS,
        "expected "
            + expected
            + ", found "
            + (head.status() + " " + ForeignText.of(head.reason())).strip());
  }

  /**
   * Reads the response with a document. Blocking.
   *
   * @throws HttpException if the status is not 200, or the body is too long
   * @throws ProtocolException if what came is no response, one over the limits, or its body could
   *     be cut short unseen where that is not allowed
   * @throws EOFException if the stream ended before the response did
   * @throws IOException if reading failed
   */
  HttpResponse read() throws IOException {
    HttpHead head = HttpHead.read(octets);
    if (head.status() != OK) {
      throw refused(head, "status 200");
    }
    List<String> codings = head.values("Content-Encoding");
    if (!codings.stream().allMatch(coding -> coding.equalsIgnoreCase("identity"))) {
      throw new ProtocolException(
          "expected no content encoding, found " + ForeignText.quoted(String.join(", ", codings)));
    }
    return new HttpResponse(head, new HttpBody(octets, bounds).read(head));
  }
}
