package org.enforcedtls.sidebyside.enforced;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnsAnswer;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.dns.DnssecState;
import org.enforcedtls.dns.MxRecord;
import org.enforcedtls.sidebyside.contract.MxHosts;

/** The answers that a resolver near by would have in its cache. */
final class MemoryDns implements DnsClient {
  @Override
  public DnsAnswer<MxRecord> mx(Domain domain) {
    String host = MxHosts.host(MxHosts.number(domain.aLabels()));
    return records(domain, MxRecord.of(10, Domain.of(host)));
  }

  @Override
  public DnsAnswer<InetAddress> addresses(Domain host) {
    return records(host, MxHosts.address(MxHosts.number(host.aLabels())));
  }

  private static <T> DnsAnswer<T> records(Domain name, T record) {
    return new DnsAnswer.Records<>(
        List.of(record), name, DnssecState.UNCHECKED, Duration.ofHours(1), List.of());
  }
}
