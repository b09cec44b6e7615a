package org.enforcedtls.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.enforcedtls.internal.text.ForeignText;
import org.xbill.DNS.Address;

/**
 * A range of IP addresses, such as {@code 192.0.2.0/24} or {@code 2001:db8::/32} (RFC 4632 §3.1).
 *
 * <p>An IPv4-mapped IPv6 address ({@code ::ffff:192.0.2.1}) counts as the IPv4 address that it
 * maps. Immutable.
 */
public final class AddressRange {
  /** RFC 4291 §2.5.5.2: ten octets of zeros, two of ones, then the IPv4 address. */
  private static final byte[] MAPPED_PREFIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f:.]{2,45})(?:/([0-9]{1,3}))?");
  private static final Pattern ZERO_GROUPS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");

  private final byte[] first;
  private final int prefixBits;

  private AddressRange(byte[] first, int prefixBits) {
    this.first = first;
    this.prefixBits = prefixBits;
  }

  /**
   * Reads a range. No name is ever resolved.
   *
   * @param text an address, a slash and the bits of the prefix; without slash the range is that one
   *     address
   * @return the range
   * @throws IllegalArgumentException if it is not of that form, has more bits than the address, or
   *     the address has bits set behind the prefix
   */
  public static AddressRange of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw refused(text, "expected ADDRESS/BITS such as 192.0.2.0/24 or 2001:db8::/32");
    }
    String address = form.group(1);
    byte[] octets = parse(address).orElseThrow(() -> refused(text, address + " is no IP address"));
    String bits = form.group(2);
    int prefixBits = bits == null ? octets.length * 8 : Integer.parseInt(bits);
    if (prefixBits > octets.length * 8) {
      throw refused(text, "expected at most " + octets.length * 8 + " bits, found " + prefixBits);
    }
    if (unmapped(octets) != octets) {
      throw refused(text, "an IPv4-mapped address counts as IPv4; write the IPv4 range");
    }
    AddressRange range = new AddressRange(masked(octets, prefixBits), prefixBits);
    if (!Arrays.equals(range.first, octets)) {
      throw refused(text, "it has bits set behind the prefix; write " + range);
    }
    return range;
  }

  private static IllegalArgumentException refused(String text, String why) {
    return new IllegalArgumentException("range " + ForeignText.quoted(text) + ": " + why);
  }

  private static Optional<byte[]> parse(String address) {
    return Optional.ofNullable(
        Address.toByteArray(address, address.contains(":") ? Address.IPv6 : Address.IPv4));
  }

  private static byte[] unmapped(byte[] octets) {
    boolean mapped =
        octets.length > MAPPED_PREFIX.length
            && Arrays.equals(
                octets, 0, MAPPED_PREFIX.length, MAPPED_PREFIX, 0, MAPPED_PREFIX.length);
    return mapped ? Arrays.copyOfRange(octets, MAPPED_PREFIX.length, octets.length) : octets;
  }

  private static byte[] masked(byte[] octets, int prefixBits) {
    byte[] masked = octets.clone();
    for (int i = 0; i < masked.length; i++) {
      int bits = Math.min(8, Math.max(0, prefixBits - i * 8));
      masked[i] &= (byte) (0xFF << (8 - bits));
    }
    return masked;
  }

  /**
   * Whether an address lies in the range.
   *
   * @param address any address
   * @return false for an address of the other family
   */
  public boolean contains(InetAddress address) {
    return contains(octets(address));
  }

  /** The octets of an address, four of them for an IPv4-mapped one. */
  static byte[] octets(InetAddress address) {
    return unmapped(address.getAddress());
  }

  boolean contains(byte[] octets) {
    return octets.length == first.length && Arrays.equals(masked(octets, prefixBits), first);
  }

  static String text(byte[] octets) {
    try {
      String address = InetAddress.getByAddress(octets).getHostAddress();
      return ZERO_GROUPS.matcher(address).replaceFirst("::");
    } catch (UnknownHostException wrongLength) {
      throw new AssertionError(wrongLength);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressRange that
        && prefixBits == that.prefixBits
        && Arrays.equals(first, that.first);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(first) + prefixBits;
  }

  /** The form that {@link #of} reads, always with the bits. */
  @Override
  public String toString() {
    return text(first) + "/" + prefixBits;
  }
}
