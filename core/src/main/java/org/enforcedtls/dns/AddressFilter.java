package org.enforcedtls.dns;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which addresses out of the DNS may be dialled. Immutable.
 *
 * <p><em>Guarantees</em>: an address that belongs to this host, to a private network, to a group of
 * hosts or to nobody is refused, also if an IPv6 address carries it as its IPv4 address. The ranges
 * for documentation pass. What is not promised: an address that is public and yet ours is not
 * recognised; that is for a packet filter.
 */
public final class AddressFilter {
  private record Refused(AddressRange range, String kind) {}

  /** From IANA's registries of special-purpose addresses, less the ranges for documentation. */
  private static final List<Refused> REFUSED =
      List.of(
          refused("0.0.0.0/8", "this network"),
          refused("10.0.0.0/8", "private"),
          refused("100.64.0.0/10", "shared behind a carrier's NAT"),
          refused("127.0.0.0/8", "loopback"),
          refused("169.254.0.0/16", "link-local"),
          refused("172.16.0.0/12", "private"),
          refused("192.0.0.0/24", "reserved for protocols"),
          refused("192.88.99.0/24", "reserved for relays"),
          refused("192.168.0.0/16", "private"),
          refused("198.18.0.0/15", "reserved for benchmarks"),
          refused("224.0.0.0/4", "multicast"),
          refused("255.255.255.255/32", "broadcast"),
          refused("240.0.0.0/4", "reserved"),
          refused("::/128", "unspecified"),
          refused("::1/128", "loopback"),
          refused("64:ff9b:1::/48", "for translation to IPv4 within one network"),
          refused("2001:2::/48", "reserved for benchmarks"),
          refused("2001:10::/28", "an identifier that is never routed"),
          refused("2001:20::/28", "an identifier that is never routed"),
          refused("fc00::/7", "unique-local"),
          refused("fe80::/10", "link-local"),
          refused("fec0::/10", "site-local"),
          refused("ff00::/8", "multicast"));

  /** RFC 4291 §2.4 and IANA: no other IPv6 unicast range is given out, but for translation. */
  private static final List<AddressRange> GLOBAL =
      List.of(
          AddressRange.of("0.0.0.0/0"),
          AddressRange.of("2000::/3"),
          AddressRange.of("64:ff9b::/96"));

  private static final AddressFilter PUBLIC_ONLY = new AddressFilter(List.of());

  private final List<AddressRange> allowed;

  private AddressFilter(List<AddressRange> allowed) {
    this.allowed = allowed;
  }

  /**
   * Lets only public addresses pass.
   *
   * @return the filter for mail to strangers
   */
  public static AddressFilter publicOnly() {
    return PUBLIC_ONLY;
  }

  /**
   * Lets some ranges pass as well, that would be refused.
   *
   * @param ranges such as {@code 10.1.2.0/24} for a partner behind a leased line
   * @return a copy that allows these and what this one allows
   */
  public AddressFilter allowing(Collection<AddressRange> ranges) {
    return new AddressFilter(Stream.concat(allowed.stream(), ranges.stream()).toList());
  }

  /**
   * Why an address may not be dialled.
   *
   * @param address out of the DNS
   * @return the reason for a person, such as {@code private (10.0.0.0/8)}; empty if it may be
   *     dialled
   */
  public Optional<String> refusalOf(InetAddress address) {
    byte[] octets = AddressRange.octets(address);
    if (allowed.stream().anyMatch(range -> range.contains(octets))) {
      return Optional.empty();
    }
    return specialUse(octets).or(() -> specialUseWithin(octets)).or(() -> notGlobal(octets));
  }

  private static Optional<String> specialUse(byte[] octets) {
    return REFUSED.stream()
        .filter(refused -> refused.range().contains(octets))
        .findFirst()
        .map(refused -> refused.kind() + " (" + refused.range() + ")");
  }

  private static Optional<String> specialUseWithin(byte[] octets) {
    for (byte[] embedded : EmbeddedAddress.in(octets)) {
      Optional<String> kind = specialUse(embedded);
      if (kind.isPresent()) {
        return kind.map(k -> "leads to " + AddressRange.text(embedded) + ", which is " + k);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> notGlobal(byte[] octets) {
    return GLOBAL.stream().anyMatch(range -> range.contains(octets))
        ? Optional.empty()
        : Optional.of("outside of the public range 2000::/3");
  }

  private static Refused refused(String range, String kind) {
    return new Refused(AddressRange.of(range), kind);
  }
}
