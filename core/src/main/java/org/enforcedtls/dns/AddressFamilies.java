package org.enforcedtls.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.enforcedtls.dns.DnsAnswer.LookupFailed;
import org.enforcedtls.dns.DnsAnswer.NameNotFound;
import org.enforcedtls.dns.DnsAnswer.NoRecords;
import org.enforcedtls.dns.DnsAnswer.Records;

/** Makes one answer of the answers to AAAA and A. */
final class AddressFamilies {
  private AddressFamilies() {}

  static DnsAnswer<InetAddress> join(DnsAnswer<InetAddress> ipv6, DnsAnswer<InetAddress> ipv4) {
    List<LookupFailed<InetAddress>> gaps =
        Stream.of(ipv6, ipv4).flatMap(answer -> answer.gaps().stream()).toList();
    if (ipv6 instanceof Records<InetAddress> six) {
      return ipv4 instanceof Records<InetAddress> four ? both(six, four) : alone(six, gaps);
    }
    if (ipv4 instanceof Records<InetAddress> four) {
      return alone(four, gaps);
    }
    if (!gaps.isEmpty()) {
      String details = gaps.stream().map(LookupFailed::detail).collect(Collectors.joining("; "));
      return new LookupFailed<>(gaps.get(0).fault(), details, gaps.get(0).extendedErrors());
    }
    Duration timeToLive = TimeToLive.shorter(ipv6.timeToLive(), ipv4.timeToLive());
    DnssecState dnssec = ipv6.dnssec().weaker(ipv4.dnssec());
    // Some servers say NXDOMAIN for AAAA of a name that they have: one "exists" outweighs it.
    return ipv6.isNameNotFound() && ipv4.isNameNotFound()
        ? new NameNotFound<>(dnssec, timeToLive)
        : new NoRecords<>(dnssec, timeToLive);
  }

  private static Records<InetAddress> both(Records<InetAddress> six, Records<InetAddress> four) {
    return new Records<>(
        Stream.concat(six.records().stream(), four.records().stream()).distinct().toList(),
        six.canonicalName(),
        six.dnssec().weaker(four.dnssec()),
        TimeToLive.shorter(six.timeToLive(), four.timeToLive()),
        List.of());
  }

  private static Records<InetAddress> alone(
      Records<InetAddress> one, List<LookupFailed<InetAddress>> gaps) {
    return new Records<>(one.records(), one.canonicalName(), one.dnssec(), one.timeToLive(), gaps);
  }
}
