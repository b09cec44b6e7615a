package org.enforcedtls.testkit.mx;

import java.io.EOFException;
import java.io.IOException;

/** Reads one chunk of BDAT, whose size was told before (RFC 3030 §2). For one thread. */
final class ChunkReader implements ContentReader {
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
    while (readOctets < Math.min(octets, sizeOctets)) {
      int octet = channel.read();
      if (octet < 0) {
        throw new EOFException("the client ended the connection inside a chunk");
      }
      record.content().add(octet);
      record.raw().add(octet);
      readOctets++;
    }
  }
}
