package org.enforcedtls.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.enforcedtls.internal.text.ForeignText;
import org.enforcedtls.internal.wire.ProtocolException;

/** Reads the body of a response, however it is framed (RFC 9112 §6.3). For one thread. */
final class HttpBody {
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,18}");
  private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f]{1,8}");

  private final HttpOctets in;
  private final int maxOctets;
  private final BodyEnd end;

  HttpBody(HttpOctets in, BodyBounds bounds) {
    this.in = in;
    this.maxOctets = bounds.maxOctets();
    this.end = bounds.end();
  }

  byte[] read(HttpHead head) throws IOException {
    List<String> codings = head.values("Transfer-Encoding");
    Set<String> lengths = new TreeSet<>(head.values("Content-Length"));
    if (!codings.isEmpty()) {
      requireChunkedAlone(codings, lengths, head.version());
      return chunked();
    }
    return lengths.isEmpty() ? untilClose() : in.exactly(length(lengths));
  }

  /** Who says both, or is of a version without chunks, may be read in two ways. */
  private static void requireChunkedAlone(List<String> codings, Set<String> lengths, String version)
      throws ProtocolException {
    if (codings.size() != 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
      throw new ProtocolException(
          "expected transfer encoding chunked, found "
              + ForeignText.quoted(String.join(", ", codings)));
    }
    if (!lengths.isEmpty() || version.equals("1.0")) {
      throw new ProtocolException(
          lengths.isEmpty() ? "chunks in HTTP/1.0" : "both Transfer-Encoding and Content-Length");
    }
  }

  /** RFC 9112 §6.3: the same length several times is one, two different ones are none. */
  private int length(Set<String> lengths) throws ProtocolException {
    String length = lengths.iterator().next();
    if (lengths.size() > 1 || !DECIMAL.matcher(length).matches()) {
      throw new ProtocolException(
          "expected one Content-Length, found " + ForeignText.quoted(String.join(", ", lengths)));
    }
    long octets = Long.parseLong(length);
    if (octets > maxOctets) {
      throw tooLong();
    }
    return (int) octets;
  }

  private byte[] untilClose() throws IOException {
    if (end == BodyEnd.MARKED) {
      throw new ProtocolException("expected Content-Length or chunks, found neither");
    }
    byte[] body = in.upTo(maxOctets + 1);
    if (body.length > maxOctets) {
      throw tooLong();
    }
    return body;
  }

  private byte[] chunked() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      if (size > maxOctets - body.size()) {
        throw tooLong();
      }
      body.writeBytes(in.exactly(size));
      if (!in.line().isEmpty()) {
        throw new ProtocolException("octets behind a chunk");
      }
    }
    HttpHead.readFields(in);
    return body.toByteArray();
  }

  /** RFC 9112 §7.1: extensions of a chunk that are not understood are passed over. */
  private int chunkSize() throws IOException {
    String line = in.line();
    int extension = line.indexOf(';');
    String size = (extension < 0 ? line : line.substring(0, extension)).strip();
    if (!HEXADECIMAL.matcher(size).matches()) {
      throw new ProtocolException(
          "expected the size of a chunk, found " + ForeignText.quoted(line));
    }
    long octets = Long.parseLong(size, 16);
    if (octets > maxOctets) {
      throw tooLong();
    }
    return (int) octets;
  }

  private HttpException tooLong() {
    return new HttpException(
        HttpException.Fault.TOO_LONG, "a response of more than " + maxOctets + " octets");
  }
}
