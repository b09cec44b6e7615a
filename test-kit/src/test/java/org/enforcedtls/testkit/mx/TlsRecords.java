package org.enforcedtls.testkit.mx;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The TLS records among the octets of TCP, as one sees them from outside. */
final class TlsRecords {
  static final int ALERT = 21;
  static final int HANDSHAKE = 22;
  static final int APPLICATION_DATA = 23;
  private static final String READY = "220 2.0.0 go ahead\r\n";

  private TlsRecords() {}

  /** The types of those that came after the reply to STARTTLS. */
  static List<Integer> sentBy(MxConnection connection) {
    byte[] octets = connection.wireLog().tcpOctets(Direction.SENT);
    int clear = new String(octets, StandardCharsets.ISO_8859_1).indexOf(READY) + READY.length();
    ByteBuffer left = ByteBuffer.wrap(octets, clear, octets.length - clear);
    List<Integer> types = new ArrayList<>();
    while (left.hasRemaining()) {
      types.add((int) left.get());
      left.getShort();
      int sizeOctets = left.getShort() & 0xffff;
      left.position(left.position() + sizeOctets);
    }
    return types;
  }
}
