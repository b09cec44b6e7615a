package org.enforcedtls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.InputStream;
import org.enforcedtls.message.MailContent;

/** A message of any size that is nowhere in memory: lines of 64 octets, each begun by a dot. */
final class GeneratedContent extends InputStream {
  private static final byte[] LINE = ("." + "x".repeat(61) + "\r\n").getBytes(US_ASCII);

  private final long sizeOctets;
  private long position;

  private GeneratedContent(long sizeOctets) {
    this.sizeOctets = sizeOctets;
  }

  /** A content of so many octets, a multiple of 64. */
  static MailContent of(long sizeOctets) {
    return () -> new GeneratedContent(sizeOctets);
  }

  @Override
  public int read() {
    return position == sizeOctets ? -1 : LINE[(int) (position++ % LINE.length)];
  }

  @Override
  public int read(byte[] octets, int offset, int length) {
    if (position == sizeOctets) {
      return -1;
    }
    int count = (int) Math.min(length, sizeOctets - position);
    for (int done = 0; done < count; ) {
      int from = (int) (position % LINE.length);
      int run = Math.min(LINE.length - from, count - done);
      System.arraycopy(LINE, from, octets, offset + done, run);
      done += run;
      position += run;
    }
    return count;
  }
}
