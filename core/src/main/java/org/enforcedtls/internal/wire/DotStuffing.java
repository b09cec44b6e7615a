package org.enforcedtls.internal.wire;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Doubles the dot that begins a line, so that no line of the content is the end of it (RFC 5321
 * §4.5.2). Takes content whose lines end in CRLF. For one thread.
 */
public final class DotStuffing extends FilterOutputStream {
  private boolean atLineStart = true;

  /**
   * Writes to a stream.
   *
   * @param out gets the stuffed content
   */
  public DotStuffing(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    int written = offset;
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      if (atLineStart && octets[i] == '.') {
        out.write(octets, written, i - written);
        out.write('.');
        written = i;
      }
      atLineStart = octets[i] == '\n';
    }
    out.write(octets, written, end - written);
  }

  /**
   * Writes the line that ends the content: a lone dot.
   *
   * @throws IOException if it cannot be written
   */
  public void end() throws IOException {
    out.write('.');
    out.write('\r');
    out.write('\n');
  }
}
