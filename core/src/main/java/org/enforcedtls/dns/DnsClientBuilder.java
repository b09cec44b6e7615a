package org.enforcedtls.dns;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.xbill.DNS.ResolverConfig;

/**
 * Makes a {@link DnsClient} that asks recursive resolvers, over UDP, and over TCP where an answer
 * is truncated. A repeated call replaces. For one thread.
 */
public final class DnsClientBuilder {
  private static final int MAX_ROUNDS = 10;
  private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

  private List<InetSocketAddress> resolvers = List.of();
  private Duration queryTimeout = Duration.ofSeconds(5);
  private Duration totalTimeout = Duration.ofSeconds(20);
  private int rounds = 2;
  private DnsCacheBounds cache = DnsCacheBounds.standard();
  private DnssecPosture dnssec = DnssecPosture.unchecked();
  private InstantSource clock = InstantSource.system();

  DnsClientBuilder() {}

  /**
   * The resolvers to ask. They are asked in this order, beginning with the one that answered last.
   *
   * @param addresses at least one, with port, not unresolved; by default the resolvers of the
   *     system, as the platform's configuration had them when the JVM first looked
   * @return this
   * @throws IllegalArgumentException if there is none, or one has no IP address
   */
  public DnsClientBuilder resolvers(List<InetSocketAddress> addresses) {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("addresses must hold at least one resolver");
    }
    for (InetSocketAddress address : addresses) {
      if (address.isUnresolved()) {
        throw new IllegalArgumentException(
            "expected the IP address of a resolver, found the name " + address.getHostString());
      }
    }
    resolvers = List.copyOf(addresses);
    return this;
  }

  /**
   * How long to wait for the answer of one resolver to one query, TCP after UDP included.
   *
   * @param timeout more than zero, at most an hour; by default 5 s
   * @return this
   * @throws IllegalArgumentException if it is outside its range
   */
  public DnsClientBuilder queryTimeout(Duration timeout) {
    queryTimeout = requireInRange(timeout, "queryTimeout");
    return this;
  }

  /**
   * How long a look-up takes at most, with all resolvers, rounds and links of a CNAME chain.
   *
   * @param timeout not below the time-out of one query, at most an hour; by default 20 s
   * @return this
   * @throws IllegalArgumentException if it is outside its range
   */
  public DnsClientBuilder totalTimeout(Duration timeout) {
    totalTimeout = requireInRange(timeout, "totalTimeout");
    return this;
  }

  /**
   * How many times all resolvers are asked, until one has an answer.
   *
   * @param count 1 to 10; by default 2
   * @return this
   * @throws IllegalArgumentException if it is outside its range
   */
  public DnsClientBuilder rounds(int count) {
    if (count < 1 || count > MAX_ROUNDS) {
      throw new IllegalArgumentException("rounds must be 1 to 10, not " + count);
    }
    rounds = count;
    return this;
  }

  /**
   * Who checks the signatures of the DNS.
   *
   * @param posture by default {@link DnssecPosture#unchecked()}
   * @return this
   */
  public DnsClientBuilder dnssec(DnssecPosture posture) {
    dnssec = requireNonNull(posture, "posture");
    return this;
  }

  /**
   * What to remember.
   *
   * @param bounds by default {@link DnsCacheBounds#standard()}
   * @return this
   */
  public DnsClientBuilder cache(DnsCacheBounds bounds) {
    cache = requireNonNull(bounds, "bounds");
    return this;
  }

  /**
   * The clock by which remembered answers grow old and signatures expire. Time-outs go by the clock
   * of the platform.
   *
   * @param source by default the system's
   * @return this
   */
  public DnsClientBuilder clock(InstantSource source) {
    clock = requireNonNull(source, "source");
    return this;
  }

  /**
   * Makes the client. It holds no thread or socket that would have to be closed.
   *
   * @return a client with an empty cache
   * @throws IllegalStateException if the total time is shorter than that of one query, or resolvers
   *     are to be trusted that are not on this host
   */
  public DnsClient build() {
    if (totalTimeout.compareTo(queryTimeout) < 0) {
      throw new IllegalStateException(
          "expected queryTimeout <= totalTimeout, found %s and %s"
              .formatted(queryTimeout, totalTimeout));
    }
    List<InetSocketAddress> asked =
        resolvers.isEmpty() ? ResolverConfig.getCurrentConfig().servers() : resolvers;
    dnssec.requireTrustworthy(asked);
    Questions toAsk = questions(asked);
    return new ResolverDnsClient(
        dnssec,
        cached(toAsk, RecordKind.MX),
        new ResolverDnsClient.HostRecords(
            cached(toAsk, RecordKind.A),
            cached(toAsk, RecordKind.AAAA),
            cached(toAsk, RecordKind.ALIAS),
            cached(toAsk, RecordKind.PTR)),
        cached(toAsk, RecordKind.TXT),
        cached(toAsk, RecordKind.TLSA));
  }

  private Questions questions(List<InetSocketAddress> asked) {
    return switch (dnssec.checker()) {
      case NOBODY -> Resolvers.of(asked, Resolvers.Form.PLAIN, queryTimeout, rounds);
      case RESOLVER -> Resolvers.of(asked, Resolvers.Form.WITH_AD, queryTimeout, rounds);
      case PROCESS ->
          new Validator(
              Resolvers.of(asked, Resolvers.Form.WITH_SIGNATURES, queryTimeout, rounds),
              dnssec.anchors().orElseThrow(AssertionError::new),
              clock);
    };
  }

  private <T> AnswerCache<T> cached(Questions toAsk, RecordKind<?, T> kind) {
    return new AnswerCache<>(new Lookup<>(toAsk, kind, totalTimeout), cache, clock);
  }

  private static Duration requireInRange(Duration timeout, String name) {
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          name + " must be more than zero and at most an hour, not " + timeout);
    }
    return timeout;
  }
}
