package org.enforcedtls.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What one pass over a content found, of the octets that will leave (line ends as CRLF). Immutable.
 *
 * @param sizeOctets all octets, without dot stuffing: the value of the SIZE parameter (RFC 1870 §5)
 * @param longestLineOctets of the longest line, without its CRLF; 998 are allowed (RFC 5322 §2.1.1)
 * @param hasEightBit whether any octet is over 127, so that 8BITMIME is needed (RFC 6152 §2)
 * @param hasEightBitHeader whether such an octet stands in the header section, so that SMTPUTF8 is
 *     needed (RFC 6531 §3.2)
 * @param hasNul whether any octet is 0, which no content may have (RFC 2045 §2.8)
 */
public record ContentSurvey(
    long sizeOctets,
    int longestLineOctets,
    boolean hasEightBit,
    boolean hasEightBitHeader,
    boolean hasNul) {

  /**
   * Looks through a content. Blocking.
   *
   * @param in the content, read to its end and left open
   * @return what was found
   * @throws IOException if it cannot be read
   */
  public static ContentSurvey of(InputStream in) throws IOException {
    Surveyor surveyor = new Surveyor();
    CanonicalOctets.copy(in, surveyor);
    return surveyor.found();
  }

  /** Counts canonical octets and keeps none. Whatever it is given ends in a line end. */
  private static final class Surveyor extends OutputStream {
    private long size;
    private long lineStart;
    private long longestLine;

    /** Negative if an octet of the line is over 127. */
    private int lineSigns;

    private boolean eightBit;
    private boolean eightBitHeader;
    private boolean nul;
    private boolean inHeader = true;

    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
      int signs = lineSigns;
      for (int i = offset; i < offset + length; i++) {
        byte octet = octets[i];
        signs |= octet;
        if (octet == '\n') {
          endLine(size + i - offset + 1, signs);
          signs = 0;
        } else if (octet == 0) {
          nul = true;
        }
      }
      lineSigns = signs;
      size += length;
    }

    /** The signs of all octets of the line: negative if one of them is over 127. */
    private void endLine(long end, int signs) {
      boolean isEightBit = signs < 0;
      long lineOctets = end - lineStart - 2;
      longestLine = Math.max(longestLine, lineOctets);
      eightBit |= isEightBit;
      eightBitHeader |= isEightBit && inHeader;
      inHeader &= lineOctets > 0;
      lineStart = end;
    }

    ContentSurvey found() {
      int longest = (int) Math.min(longestLine, Integer.MAX_VALUE);
      return new ContentSurvey(size, longest, eightBit, eightBitHeader, nul);
    }
  }
}
