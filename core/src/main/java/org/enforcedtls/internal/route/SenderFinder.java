package org.enforcedtls.internal.route;

import java.net.InetAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnsAnswer;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.dns.PtrRecord;
import org.enforcedtls.preflight.SenderIdentity;

/** Looks up what others look up of this host. Safe for use by several threads at once. */
public final class SenderFinder {
  /** RFC 8601 §2.7.3: more names of one address need not be looked at. */
  private static final int MAX_NAMES = 10;

  private final DnsClient dns;

  /**
   * Finds by this means.
   *
   * @param dns is asked
   */
  public SenderFinder(DnsClient dns) {
    this.dns = dns;
  }

  /**
   * Looks this host up. Blocking.
   *
   * @param ehloName what it calls itself
   * @param sendingFrom addresses that mail is sent from, beside those of the name
   * @param at the time that the answer is given
   * @return what the DNS says
   */
  public SenderIdentity identity(Domain ehloName, List<InetAddress> sendingFrom, Instant at) {
    DnsAnswer<InetAddress> addresses = dns.addresses(ehloName);
    List<InetAddress> origins =
        sendingFrom.isEmpty() ? addresses.records() : List.copyOf(sendingFrom);
    return new SenderIdentity(
        ehloName, at, addresses, origins.stream().distinct().map(this::origin).toList());
  }

  private SenderIdentity.Origin origin(InetAddress address) {
    DnsAnswer<PtrRecord> names = dns.ptr(address);
    Map<Domain, DnsAnswer<InetAddress>> addressesOfNames = new LinkedHashMap<>();
    names.records().stream()
        .flatMap(SenderFinder::hostName)
        .distinct()
        .limit(MAX_NAMES)
        .forEach(name -> addressesOfNames.put(name, dns.addresses(name)));
    return new SenderIdentity.Origin(address, names, addressesOfNames);
  }

  /** None if it is not the name of a host. */
  private static Stream<Domain> hostName(PtrRecord record) {
    try {
      return Optional.of(Domain.of(record.name())).stream();
    } catch (IllegalArgumentException e) {
      return Stream.empty();
    }
  }
}
