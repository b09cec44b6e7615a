package org.enforcedtls.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Content with every line end as CRLF, the last line too: a bare CR and a bare LF each end a line
 * (RFC 5321 §2.3.8).
 *
 * <p>A bare CR or LF that left this host could be read as a line end by one relay and not by the
 * next, and so smuggle a second message past the end of the first. For one thread.
 */
public final class CanonicalOctets {
  private static final int BLOCK_OCTETS = 16 * 1024;

  private final byte[] block = new byte[2 * BLOCK_OCTETS];
  private int used;
  private boolean afterCr;
  private boolean atLineStart = true;

  private CanonicalOctets() {}

  /**
   * Copies content to where it goes, a block at a time. Blocking.
   *
   * @param in the content, read to its end and left open
   * @param out gets whole blocks of at most 32 KiB; neither flushed nor closed
   * @throws IOException if reading or writing fails; the octets written so far are no whole message
   */
  public static void copy(InputStream in, OutputStream out) throws IOException {
    new CanonicalOctets().transfer(in, out);
  }

  private void transfer(InputStream in, OutputStream out) throws IOException {
    byte[] read = new byte[BLOCK_OCTETS];
    int octets;
    while ((octets = in.read(read)) >= 0) {
      for (int i = 0; i < octets; i++) {
        accept(read[i]);
      }
      out.write(block, 0, used);
      used = 0;
    }
    if (!atLineStart) {
      endLine();
      out.write(block, 0, used);
    }
  }

  private void accept(byte octet) {
    if (octet == '\n') {
      if (!afterCr) {
        endLine();
      }
      afterCr = false;
    } else if (octet == '\r') {
      endLine();
      afterCr = true;
    } else {
      block[used++] = octet;
      afterCr = false;
      atLineStart = false;
    }
  }

  private void endLine() {
    block[used++] = '\r';
    block[used++] = '\n';
    atLineStart = true;
  }
}
