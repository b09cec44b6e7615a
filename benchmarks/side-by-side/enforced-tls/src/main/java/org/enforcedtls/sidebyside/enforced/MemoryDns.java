package org.enforcedtls.sidebyside.enforced;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnsAnswer;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.dns.DnssecState;
import org.enforcedtls.dns.MxRecord;
import org.enforcedtls.dns.TlsaRecord;
import org.enforcedtls.dns.TxtRecord;
import org.enforcedtls.dns.UnderscoredName;
import org.enforcedtls.sidebyside.contract.MxHosts;

/** The answers that a resolver near by would have in its cache. */
final class MemoryDns implements DnsClient {
  private final Map<Domain, DnsAnswer<MxRecord>> mx = new ConcurrentHashMap<>();
  private final Map<Domain, DnsAnswer<InetAddress>> addresses = new ConcurrentHashMap<>();

  @Override
  public DnsAnswer<MxRecord> mx(Domain domain) {
    return mx.computeIfAbsent(
        domain,
        name ->
            records(
                name, MxRecord.of(10, Domain.of(MxHosts.host(MxHosts.number(name.aLabels()))))));
  }

  @Override
  public DnsAnswer<InetAddress> addresses(Domain host) {
    return addresses.computeIfAbsent(
        host, name -> records(name, MxHosts.address(MxHosts.number(name.aLabels()))));
  }

  @Override
  public DnsAnswer<TxtRecord> txt(UnderscoredName name) {
    return none();
  }

  @Override
  public DnsAnswer<TlsaRecord> tlsa(UnderscoredName name) {
    return none();
  }

  private static <T> DnsAnswer<T> none() {
    return new DnsAnswer.NameNotFound<>(DnssecState.UNCHECKED, Duration.ofHours(1));
  }

  private static <T> DnsAnswer<T> records(Domain name, T record) {
    return new DnsAnswer.Records<>(
        List.of(record), name, DnssecState.UNCHECKED, Duration.ofHours(1), List.of());
  }
}
