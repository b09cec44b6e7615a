package org.enforcedtls.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.enforcedtls.internal.wire.ProtocolException;

/** Reads lines and counted octets off one stream. For one thread. */
final class HttpOctets {
  static final int MAX_LINE_OCTETS = 8192;

  private final InputStream in;

  HttpOctets(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /**
   * Reads a line, without its end. RFC 9112 §2.2 lets a line end in a bare LF, and refuses a bare
   * CR.
   */
  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int octet;
    while ((octet = next()) != '\n') {
      if (octet == '\r') {
        if (next() == '\n') {
          break;
        }
        throw new ProtocolException("a bare CR in a line of HTTP");
      }
      if (line.size() == MAX_LINE_OCTETS) {
        throw new ProtocolException("a line of HTTP over " + MAX_LINE_OCTETS + " octets");
      }
      line.write(octet);
    }
    return line.toString(ISO_8859_1);
  }

  private int next() throws IOException {
    int octet = in.read();
    if (octet < 0) {
      throw cutShort();
    }
    return octet;
  }

  /** Memory grows with what comes, not with what was announced. */
  byte[] exactly(int count) throws IOException {
    byte[] octets = in.readNBytes(count);
    if (octets.length < count) {
      throw cutShort();
    }
    return octets;
  }

  /** All that comes until the server closes, but no more than that many octets. */
  byte[] upTo(int count) throws IOException {
    return in.readNBytes(count);
  }

  private static EOFException cutShort() {
    return new EOFException("the server closed the connection before the end of its response");
  }
}
