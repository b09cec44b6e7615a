package org.enforcedtls.internal.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.tls.CipherSuite;
import org.enforcedtls.tls.TlsProtocol;

/**
 * The first message of a handshake that is not meant to be finished (RFC 5246 §7.4.1.2): it only
 * asks what a host would choose. For versions before TLS 1.3. Immutable.
 *
 * @param protocol the newest version offered
 * @param suites those offered, in order of preference
 * @param serverName whom it is for
 */
public record ClientHello(TlsProtocol protocol, List<CipherSuite> suites, Domain serverName) {
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final int HANDSHAKE = 22;
  private static final int CLIENT_HELLO = 1;
  private static final int RANDOM_OCTETS = 32;

  /** RFC 5746 §3.3: says that renegotiation is understood, which many hosts insist on. */
  private static final int RENEGOTIATION_INFO = 0x00ff;

  private static final int SERVER_NAME = 0;
  private static final int SUPPORTED_GROUPS = 10;
  private static final int EC_POINT_FORMATS = 11;
  private static final int SIGNATURE_ALGORITHMS = 13;

  /** x25519, secp256r1, secp384r1, secp521r1. */
  private static final int[] GROUPS = {29, 23, 24, 25};

  /** RSA, ECDSA and DSA with SHA-512 to SHA-1, and RSA-PSS: whatever the host's key is. */
  private static final int[] SIGNATURES = {
    0x0601, 0x0603, 0x0501, 0x0503, 0x0401, 0x0403, 0x0806, 0x0805, 0x0804, 0x0402, 0x0201, 0x0203,
    0x0202
  };

  /**
   * Checks and copies.
   *
   * @param protocol the newest version offered
   * @param suites those offered
   * @param serverName whom it is for
   * @throws IllegalArgumentException if the version is TLS 1.3, or no suite is offered
   */
  public ClientHello {
    suites = List.copyOf(suites);
    if (protocol == TlsProtocol.TLS_1_3 || suites.isEmpty()) {
      throw new IllegalArgumentException("expected a version before TLSv1.3 and suites for it");
    }
  }

  /** The message in its record, with new random octets. */
  byte[] octets() {
    Writer body = new Writer();
    body.uint16(version(protocol));
    byte[] random = new byte[RANDOM_OCTETS];
    RANDOM.nextBytes(random);
    body.octets(random);
    body.uint8(0); // no session to take up
    Writer offered = new Writer();
    suites.forEach(suite -> offered.uint16(suite.codePoint()));
    offered.uint16(RENEGOTIATION_INFO);
    body.vector16(offered);
    body.uint8(1);
    body.uint8(0); // no compression
    body.vector16(extensions());
    Writer message = new Writer();
    message.uint8(CLIENT_HELLO);
    message.uint8(0);
    message.vector16(body);
    Writer record = new Writer();
    record.uint8(HANDSHAKE);
    record.uint16(version(TlsProtocol.TLS_1_0)); // of the record, as every host takes it
    record.vector16(message);
    return record.all();
  }

  static int version(TlsProtocol protocol) {
    return switch (protocol) {
      case TLS_1_0 -> 0x0301;
      case TLS_1_1 -> 0x0302;
      case TLS_1_2 -> 0x0303;
      case TLS_1_3 -> 0x0304;
    };
  }

  private Writer extensions() {
    Writer name = new Writer();
    name.uint8(0); // a host name
    Writer host = new Writer();
    host.octets(serverName.aLabels().getBytes(StandardCharsets.US_ASCII));
    name.vector16(host);
    Writer points = new Writer();
    points.uint8(1);
    points.uint8(0); // uncompressed
    Writer all = new Writer();
    all.extension(SERVER_NAME, Writer.listOf(name));
    all.extension(SUPPORTED_GROUPS, Writer.listOf(GROUPS));
    all.extension(EC_POINT_FORMATS, points);
    if (protocol == TlsProtocol.TLS_1_2) {
      all.extension(SIGNATURE_ALGORITHMS, Writer.listOf(SIGNATURES));
    }
    return all;
  }

  /** Numbers and vectors in network order. */
  private static final class Writer {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static Writer listOf(int... values) {
      Writer values16 = new Writer();
      for (int value : values) {
        values16.uint16(value);
      }
      return listOf(values16);
    }

    static Writer listOf(Writer items) {
      Writer list = new Writer();
      list.vector16(items);
      return list;
    }

    void uint8(int value) {
      out.write(value);
    }

    void uint16(int value) {
      out.write(value >> 8);
      out.write(value);
    }

    void octets(byte[] octets) {
      out.writeBytes(octets);
    }

    void vector16(Writer content) {
      uint16(content.out.size());
      octets(content.all());
    }

    void extension(int type, Writer content) {
      uint16(type);
      vector16(content);
    }

    byte[] all() {
      return out.toByteArray();
    }
  }
}
