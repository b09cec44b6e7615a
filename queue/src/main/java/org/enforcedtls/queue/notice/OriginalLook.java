package org.enforcedtls.queue.notice;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.enforcedtls.message.CanonicalOctets;
import org.enforcedtls.message.MailContent;

/** One look at an original, as far as a notice needs it. For one thread. */
final class OriginalLook {
  /** More than this of a header section never comes back. */
  static final int MAX_HEAD_OCTETS = 64 * 1024;

  /** RFC 5322 §2.1.1. */
  private static final int MAX_LINE_OCTETS = 998;

  private final Sink sink;
  private final HeaderSection header;
  private final boolean isWhole;

  private OriginalLook(Sink sink, boolean isWhole) {
    this.sink = sink;
    this.header = HeaderSection.of(sink.head.toByteArray());
    this.isWhole = isWhole;
  }

  /**
   * Looks at the head of a content and, up to a limit, at the rest. Blocking.
   *
   * @param limitOctets 0 if only the head counts
   * @param boundary what no line of the content may open with
   */
  static OriginalLook at(MailContent content, long limitOctets, String boundary)
      throws IOException {
    Sink sink = new Sink(limitOctets, ("--" + boundary).getBytes(US_ASCII));
    try (InputStream in = content.open()) {
      CanonicalOctets.copy(in, sink);
      return new OriginalLook(sink, true);
    } catch (SeenEnoughException e) {
      return new OriginalLook(sink, false);
    }
  }

  HeaderSection header() {
    return header;
  }

  /** Whether a line opens with the boundary, so far as was looked. */
  boolean hasBoundary() {
    return sink.hasBoundary;
  }

  boolean hasEightBit() {
    return sink.hasEightBit;
  }

  /** Whether the whole content can be a part of a message. */
  boolean isReturnable() {
    return isWhole
        && sink.limitOctets > 0
        && sink.size <= sink.limitOctets
        && !sink.hasNul
        && sink.longestLine <= MAX_LINE_OCTETS
        && header.isWellFormed();
  }

  /** The rest need not be read. */
  private static final class SeenEnoughException extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** Looks at canonical octets and keeps the head. */
  private static final class Sink extends OutputStream {
    private final long limitOctets;
    private final byte[] delimiter;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private long size;
    private long lineOctets;
    private long longestLine;
    private int matched;
    private boolean hasBoundary;
    private boolean hasEightBit;
    private boolean hasNul;

    Sink(long limitOctets, byte[] delimiter) {
      this.limitOctets = limitOctets;
      this.delimiter = delimiter;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      head.write(octets, offset, Math.min(length, MAX_HEAD_OCTETS - head.size()));
      for (int i = offset; i < offset + length; i++) {
        look(octets[i]);
      }
      size += length;
      if (size > Math.max(limitOctets, MAX_HEAD_OCTETS)) {
        throw new SeenEnoughException();
      }
    }

    private void look(byte octet) {
      if (octet == '\n') {
        lineOctets = 0;
        matched = 0;
        return;
      }
      hasEightBit |= octet < 0;
      hasNul |= octet == 0;
      if (lineOctets == matched && matched < delimiter.length && octet == delimiter[matched]) {
        matched++;
        hasBoundary |= matched == delimiter.length;
      }
      lineOctets++;
      longestLine = Math.max(longestLine, octet == '\r' ? lineOctets - 1 : lineOctets);
    }
  }
}
