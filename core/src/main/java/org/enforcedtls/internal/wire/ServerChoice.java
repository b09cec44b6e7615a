package org.enforcedtls.internal.wire;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.tls.CipherSuite;
import org.enforcedtls.tls.TlsProtocol;

/**
 * What a host chose of what a {@link ClientHello} offered (RFC 5246 §7.4.1.3). Immutable.
 *
 * @param protocol the version
 * @param suite the suite
 */
public record ServerChoice(TlsProtocol protocol, CipherSuite suite) {
  private static final int HANDSHAKE = 22;
  private static final int SERVER_HELLO = 2;
  private static final int MAX_RECORD_OCTETS = 16 * 1024;
  private static final int MESSAGE_HEADER_OCTETS = 4;
  private static final int RANDOM_OCTETS = 32;
  private static final int MAX_SESSION_ID_OCTETS = 32;

  /** Version, random, length of a session identifier that is empty, suite. */
  private static final int LEAST_MESSAGE_OCTETS = 2 + RANDOM_OCTETS + 1 + 2;

  /**
   * Reads the first answer to an offer; at most one record. Blocking.
   *
   * @param in what the host says
   * @param offer what was offered
   * @return empty if the host refused, by an alert or in any other way, or chose what it was not
   *     offered
   * @throws IOException if the connection broke
   */
  static Optional<ServerChoice> read(InputStream in, ClientHello offer) throws IOException {
    DataInputStream records = new DataInputStream(in);
    int type = records.readUnsignedByte();
    records.readUnsignedShort(); // the version of the record says nothing
    int length = records.readUnsignedShort();
    if (type != HANDSHAKE || length > MAX_RECORD_OCTETS) {
      return Optional.empty();
    }
    byte[] record = new byte[length];
    records.readFully(record);
    return choice(ByteBuffer.wrap(record)).filter(choice -> isOf(offer, choice));
  }

  private static Optional<ServerChoice> choice(ByteBuffer message) {
    if (message.remaining() < MESSAGE_HEADER_OCTETS + LEAST_MESSAGE_OCTETS
        || message.get() != SERVER_HELLO) {
      return Optional.empty();
    }
    message.position(MESSAGE_HEADER_OCTETS);
    int version = Short.toUnsignedInt(message.getShort());
    message.position(message.position() + RANDOM_OCTETS);
    int sessionId = Byte.toUnsignedInt(message.get());
    if (sessionId > MAX_SESSION_ID_OCTETS || message.remaining() < sessionId + 2) {
      return Optional.empty();
    }
    message.position(message.position() + sessionId);
    int codePoint = Short.toUnsignedInt(message.getShort());
    return protocol(version).flatMap(p -> suite(codePoint).map(s -> new ServerChoice(p, s)));
  }

  private static Optional<TlsProtocol> protocol(int version) {
    return Arrays.stream(TlsProtocol.values())
        .filter(protocol -> ClientHello.version(protocol) == version)
        .findFirst();
  }

  private static Optional<CipherSuite> suite(int codePoint) {
    List<CipherSuite> all = CipherSuite.all();
    return all.stream().filter(suite -> suite.codePoint() == codePoint).findFirst();
  }

  private static boolean isOf(ClientHello offer, ServerChoice choice) {
    return choice.protocol() == offer.protocol() && offer.suites().contains(choice.suite());
  }
}
