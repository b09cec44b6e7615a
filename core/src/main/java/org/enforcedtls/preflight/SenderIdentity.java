package org.enforcedtls.preflight;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnsAnswer;
import org.enforcedtls.dns.PtrRecord;

/**
 * What the DNS says of this host, as those who take its mail look it up. Immutable.
 *
 * @param ehloName what it calls itself
 * @param at when it was looked up
 * @param addresses of the EHLO name
 * @param origins the addresses that mail is sent from
 */
public record SenderIdentity(
    Domain ehloName, Instant at, DnsAnswer<InetAddress> addresses, List<Origin> origins) {
  /**
   * An address that mail is sent from. Immutable.
   *
   * @param address the address
   * @param names what its PTR records say
   * @param addressesOfNames for the first ten of the names that are host names, their addresses
   */
  public record Origin(
      InetAddress address,
      DnsAnswer<PtrRecord> names,
      Map<Domain, DnsAnswer<InetAddress>> addressesOfNames) {
    /**
     * Checks and copies.
     *
     * @param address the address
     * @param names what its PTR records say
     * @param addressesOfNames their addresses
     */
    public Origin {
      requireNonNull(address, "address");
      requireNonNull(names, "names");
      addressesOfNames = Map.copyOf(addressesOfNames);
    }

    /** The names that lead back to the address (RFC 8601 §2.7.3). */
    List<Domain> confirmedNames() {
      return addressesOfNames.entrySet().stream()
          .filter(entry -> entry.getValue().records().contains(address))
          .map(Map.Entry::getKey)
          .sorted()
          .toList();
    }
  }

  /**
   * Checks and copies.
   *
   * @param ehloName what this host calls itself
   * @param at when it was looked up
   * @param addresses of the EHLO name
   * @param origins the addresses that mail is sent from
   */
  public SenderIdentity {
    requireNonNull(ehloName, "ehloName");
    requireNonNull(at, "at");
    requireNonNull(addresses, "addresses");
    origins = List.copyOf(origins);
  }
}
