package org.enforcedtls.internal.wire;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Passes content on but for its last two octets, so that the host has no whole chunk (RFC 3030 §2)
 * before this side wants it to. For one thread.
 */
public final class WithheldEnd extends FilterOutputStream {
  private static final int WITHHELD_OCTETS = 2;

  private final byte[] withheld = new byte[WITHHELD_OCTETS];
  private int used;

  /**
   * Writes to a stream.
   *
   * @param out gets all but the end
   */
  public WithheldEnd(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    int keep = Math.min(length, WITHHELD_OCTETS);
    int release = Math.max(0, used + keep - WITHHELD_OCTETS);
    out.write(withheld, 0, release);
    System.arraycopy(withheld, release, withheld, 0, used - release);
    used -= release;
    out.write(octets, offset, length - keep);
    System.arraycopy(octets, offset + length - keep, withheld, used, keep);
    used += keep;
  }

  /**
   * Passes on what was withheld: the content is whole.
   *
   * @throws IOException if it cannot be written
   */
  public void release() throws IOException {
    out.write(withheld, 0, used);
    used = 0;
  }
}
