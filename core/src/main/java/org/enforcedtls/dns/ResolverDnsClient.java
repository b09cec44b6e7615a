package org.enforcedtls.dns;

import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.enforcedtls.address.Domain;

/** Asks recursive resolvers and waits for them: the only place of the package that blocks. */
final class ResolverDnsClient implements DnsClient {
  private final AnswerCache<MxRecord> mx;
  private final AnswerCache<InetAddress> ipv4;
  private final AnswerCache<InetAddress> ipv6;

  ResolverDnsClient(
      AnswerCache<MxRecord> mx, AnswerCache<InetAddress> ipv4, AnswerCache<InetAddress> ipv6) {
    this.mx = mx;
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
  }

  @Override
  public DnsAnswer<MxRecord> mx(Domain domain) {
    return await(mx.find(domain));
  }

  @Override
  public DnsAnswer<InetAddress> addresses(Domain host) {
    return await(ipv6.find(host).thenCombine(ipv4.find(host), AddressFamilies::join));
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
