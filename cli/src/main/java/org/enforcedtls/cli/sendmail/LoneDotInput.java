package org.enforcedtls.cli.sendmail;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * Input that ends before a line with nothing but a dot, which is how a person at a terminal ends a
 * message. What follows is not read. For one thread.
 */
public final class LoneDotInput extends InputStream {
  private final PushbackInputStream in;
  private boolean atLineStart = true;
  private boolean isAtEnd;

  /**
   * Wraps an input.
   *
   * @param in buffered; stays open
   */
  public LoneDotInput(InputStream in) {
    this.in = new PushbackInputStream(in, 2);
  }

  @Override
  public int read() throws IOException {
    if (isAtEnd) {
      return -1;
    }
    int octet = in.read();
    if (octet < 0 || (atLineStart && octet == '.' && isLineEndNext())) {
      isAtEnd = true;
      return -1;
    }
    atLineStart = octet == '\n';
    return octet;
  }

  /** An octet that is there is never held back for the next: a terminal has no next. */
  @Override
  public int read(byte[] octets, int offset, int count) throws IOException {
    int read = 0;
    while (read < count) {
      int octet = read();
      if (octet < 0) {
        break;
      }
      octets[offset + read++] = (byte) octet;
      if (octet == '\n' && in.available() == 0) {
        break;
      }
    }
    return read == 0 && count > 0 ? -1 : read;
  }

  private boolean isLineEndNext() throws IOException {
    int first = in.read();
    if (first == '\r') {
      int second = in.read();
      if (second == '\n') {
        return true;
      }
      unread(second);
    }
    unread(first);
    return first == '\n' || first < 0;
  }

  private void unread(int octet) throws IOException {
    if (octet >= 0) {
      in.unread(octet);
    }
  }
}
