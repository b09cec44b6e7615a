package org.enforcedtls.testkit.mx;

import java.io.ByteArrayOutputStream;

/** Keeps octets up to a limit and counts all. Safe for use by several threads at once. */
final class OctetRecord {
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final long limitOctets;
  private long sizeOctets;

  OctetRecord(long limitOctets) {
    this.limitOctets = limitOctets;
  }

  synchronized void add(byte[] octets, int offset, int count) {
    kept.write(octets, offset, (int) Math.min(count, Math.max(0, limitOctets - kept.size())));
    sizeOctets += count;
  }

  synchronized void add(int octet) {
    if (kept.size() < limitOctets) {
      kept.write(octet);
    }
    sizeOctets++;
  }

  synchronized byte[] kept() {
    return kept.toByteArray();
  }

  synchronized long sizeOctets() {
    return sizeOctets;
  }
}
