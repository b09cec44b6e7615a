package org.enforcedtls.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Content with every line end as CRLF, the last line too: a bare CR and a bare LF each end a line
 * (RFC 5321 §2.3.8).
 *
 * <p>A bare CR or LF that left this host could be read as a line end by one relay and not by the
 * next, and so smuggle a second message past the end of the first. For one thread.
 */
public final class CanonicalOctets {
  private static final int BLOCK_OCTETS = 16 * 1024;

  private final OutputStream out;
  private final byte[] read = new byte[BLOCK_OCTETS];

  /** What becomes of a block whose line ends are not in order; most contents never need it. */
  private byte[] block = new byte[2];

  private int used;
  private boolean afterCr;
  private boolean atLineStart = true;

  private CanonicalOctets(OutputStream out) {
    this.out = out;
  }

  /**
   * Copies content to where it goes, a block at a time. Blocking.
   *
   * @param in the content, read to its end and left open
   * @param out gets whole blocks of at most 32 KiB; neither flushed nor closed
   * @throws IOException if reading or writing fails; the octets written so far are no whole message
   */
  public static void copy(InputStream in, OutputStream out) throws IOException {
    new CanonicalOctets(out).transfer(in);
  }

  private void transfer(InputStream in) throws IOException {
    int octets;
    while ((octets = in.read(read)) >= 0) {
      if (octets > 0) {
        accept(octets);
      }
    }
    if (afterCr || !atLineStart) {
      endLine();
      flush();
    }
  }

  /** Finds what is not in order, and copies the runs between. */
  private void accept(int octets) throws IOException {
    int runStart = 0;
    if (afterCr) {
      endLine();
      runStart = read[0] == '\n' ? 1 : 0;
    }
    atLineStart = read[octets - 1] == '\n';
    afterCr = read[octets - 1] == '\r';
    int inOrder = octets - (afterCr ? 1 : 0);
    for (int i = nextLineEnd(runStart, inOrder); i < inOrder; i = nextLineEnd(i, inOrder)) {
      if (read[i] == '\r' && read[i + 1] == '\n') {
        i += 2;
      } else {
        append(runStart, i);
        endLine();
        runStart = ++i;
      }
    }
    if (used == 0) {
      out.write(read, runStart, inOrder - runStart);
    } else {
      append(runStart, inOrder);
      flush();
    }
  }

  /** Where the next CR or LF is, or the end. */
  private int nextLineEnd(int from, int end) {
    int i = from;
    while (i < end && read[i] != '\r' && read[i] != '\n') {
      i++;
    }
    return i;
  }

  private void append(int from, int to) {
    if (block.length < 2 * BLOCK_OCTETS) {
      block = Arrays.copyOf(block, 2 * BLOCK_OCTETS + 2);
    }
    System.arraycopy(read, from, block, used, to - from);
    used += to - from;
  }

  private void endLine() {
    block[used++] = '\r';
    block[used++] = '\n';
  }

  private void flush() throws IOException {
    out.write(block, 0, used);
    used = 0;
  }
}
