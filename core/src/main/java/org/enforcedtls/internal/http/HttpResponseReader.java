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

  private final HttpOctets octets;
  private final int maxBodyOctets;

  HttpResponseReader(InputStream in, int maxBodyOctets) {
    this.octets = new HttpOctets(in);
    this.maxBodyOctets = maxBodyOctets;
  }

  /**
   * Reads the response. Blocking.
   *
   * @throws HttpException if the status is not 200, or the body is too long
   * @throws ProtocolException if what came is no response, or one over the limits
   * @throws EOFException if the stream ended before the response did
   * @throws IOException if reading failed
   */
  HttpResponse read() throws IOException {
    HttpHead head = HttpHead.read(octets);
    if (head.status() != OK) {
      throw new HttpException(
          head.isRedirect() ? HttpException.Fault.REDIRECT : HttpException.Fault.STATUS,
          "expected status 200, found "
              + (head.status() + " " + ForeignText.of(head.reason())).strip());
    }
    List<String> codings = head.values("Content-Encoding");
    if (!codings.stream().allMatch(coding -> coding.equalsIgnoreCase("identity"))) {
      throw new ProtocolException(
          "expected no content encoding, found " + ForeignText.quoted(String.join(", ", codings)));
    }
    return new HttpResponse(head, new HttpBody(octets, maxBodyOctets).read(head));
  }
}
