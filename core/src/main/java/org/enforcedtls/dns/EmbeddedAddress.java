package org.enforcedtls.dns;

import java.util.Arrays;
import java.util.List;

/**
 * Where IPv6 addresses carry the IPv4 address that a packet to them ends up at.
 *
 * @param carriers the IPv6 addresses
 * @param offset of the IPv4 address, in octets
 * @param inversion 0xFF if each bit of it is inverted, else 0
 */
record EmbeddedAddress(AddressRange carriers, int offset, int inversion) {
  private static final int IPV4_OCTETS = 4;

  private static final List<EmbeddedAddress> FORMS =
      List.of(
          // RFC 6052 §2.1: translation to IPv4, the address in the last 32 bits.
          new EmbeddedAddress(AddressRange.of("64:ff9b::/96"), 12, 0),
          // RFC 3056 §2: 6to4, the address behind the 16 bits of the prefix.
          new EmbeddedAddress(AddressRange.of("2002::/16"), 2, 0),
          // RFC 4380 §4: Teredo, the server behind the prefix and the client, inverted, at the end.
          new EmbeddedAddress(AddressRange.of("2001::/32"), 4, 0),
          new EmbeddedAddress(AddressRange.of("2001::/32"), 12, 0xFF));

  static List<byte[]> in(byte[] octets) {
    return FORMS.stream()
        .filter(form -> form.carriers.contains(octets))
        .map(form -> form.extract(octets))
        .toList();
  }

  private byte[] extract(byte[] octets) {
    byte[] embedded = Arrays.copyOfRange(octets, offset, offset + IPV4_OCTETS);
    for (int i = 0; i < embedded.length; i++) {
      embedded[i] ^= (byte) inversion;
    }
    return embedded;
  }
}
