package org.enforcedtls.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.enforcedtls.address.Domain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Name;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TextParseException;

/** Asks recursive resolvers and waits for them: the only place of the package that blocks. */
final class ResolverDnsClient implements DnsClient {
  private static final Logger LOG = LoggerFactory.getLogger(ResolverDnsClient.class);

  private final DnssecPosture dnssec;
  private final AnswerCache<MxRecord> mx;
  private final HostRecords hosts;
  private final AnswerCache<TxtRecord> txt;
  private final AnswerCache<TlsaRecord> tlsa;

  /**
   * What is kept of a host: at its name the two types of address records, or an alias; at its
   * address its names.
   */
  record HostRecords(
      AnswerCache<InetAddress> ipv4,
      AnswerCache<InetAddress> ipv6,
      AnswerCache<CnameRecord> cname,
      AnswerCache<PtrRecord> ptr) {
    CompletableFuture<DnsAnswer<InetAddress>> addresses(Name host) {
      return ipv6.find(host).thenCombine(ipv4.find(host), AddressFamilies::join);
    }
  }

  ResolverDnsClient(
      DnssecPosture dnssec,
      AnswerCache<MxRecord> mx,
      HostRecords hosts,
      AnswerCache<TxtRecord> txt,
      AnswerCache<TlsaRecord> tlsa) {
    this.dnssec = dnssec;
    this.mx = mx;
    this.hosts = hosts;
    this.txt = txt;
    this.tlsa = tlsa;
  }

  @Override
  public DnsAnswer<MxRecord> mx(Domain domain) {
    return await(mx.find(absolute(domain)));
  }

  @Override
  public DnsAnswer<InetAddress> addresses(Domain host) {
    return await(hosts.addresses(absolute(host)));
  }

  @Override
  public DnsAnswer<TxtRecord> txt(UnderscoredName name) {
    return find(txt, name);
  }

  @Override
  public DnsAnswer<TlsaRecord> tlsa(UnderscoredName name) {
    return find(tlsa, name);
  }

  @Override
  public DnsAnswer<CnameRecord> cname(Domain name) {
    return await(hosts.cname().find(absolute(name)));
  }

  @Override
  public DnsAnswer<PtrRecord> ptr(InetAddress address) {
    return await(hosts.ptr().find(ReverseMap.fromAddress(address)));
  }

  @Override
  public void expectMx(Domain domain) {
    begun("MX", domain, mx.find(absolute(domain)));
  }

  @Override
  public void expectAddresses(Domain host) {
    begun("addresses", host, hosts.addresses(absolute(host)));
  }

  @Override
  public void expectTlsa(UnderscoredName name) {
    absolute(name).ifPresent(absolute -> begun("TLSA", name, tlsa.find(absolute)));
  }

  /** Whoever asks for the same joins what was begun here. */
  private static void begun(String what, Object of, CompletableFuture<?> forLater) {
    LOG.trace("{} of {} will be asked for, done already: {}", what, of, forLater.isDone());
  }

  @Override
  public boolean isDnssecChecked() {
    return dnssec.isChecked();
  }

  /** The dot at the end makes the name absolute: no search list can apply. */
  private static Name absolute(Domain domain) {
    return Name.fromConstantString(domain.aLabels() + ".");
  }

  private static <T> DnsAnswer<T> find(AnswerCache<T> records, UnderscoredName name) {
    return absolute(name)
        .map(absolute -> await(records.find(absolute)))
        .orElseGet(() -> new DnsAnswer.NameNotFound<>(DnssecState.UNCHECKED, Duration.ZERO));
  }

  /** Empty for what is too long: a domain may have 253 octets, and the labels come on top. */
  private static Optional<Name> absolute(UnderscoredName name) {
    try {
      return Optional.of(Name.fromString(name + "."));
    } catch (TextParseException tooLong) {
      return Optional.empty();
    }
  }

  /** Needs no time-out of its own, as every query has one. */
  private static <T> DnsAnswer<T> await(CompletableFuture<DnsAnswer<T>> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new DnsAnswer.LookupFailed<>(
          LookupFault.INTERRUPTED, "interrupted while waiting for the DNS");
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "a look-up ended in a defect of the DNS client", e.getCause());
    }
  }
}
