package org.enforcedtls.testkit.mx;

import java.io.EOFException;
import java.io.IOException;

/** Reads one chunk of BDAT, whose size was told before (RFC 3030 §2). For one thread. */
final class ChunkReader implements ContentReader {
  private static final int BLOCK_OCTETS = 8192;

  private final Channel channel;
  private final ContentRecord record;
  private final long sizeOctets;
  private long readOctets;

  ChunkReader(Channel channel, ContentRecord record, long sizeOctets) {
    this.channel = channel;
    this.record = record;
    this.sizeOctets = sizeOctets;
  }

  @Override
  public void read(long octets) throws IOException {
    byte[] block = new byte[BLOCK_OCTETS];
    long end = Math.min(octets, sizeOctets);
    while (readOctets < end) {
      int count = channel.read(block, (int) Math.min(block.length, end - readOctets));
      if (count < 0) {
        throw new EOFException("the client ended the connection inside a chunk");
      }
      record.content().add(block, 0, count);
      record.raw().add(block, 0, count);
      readOctets += count;
    }
  }
}
