package org.enforcedtls;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.net.SocketFactory;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dialogue.ConnectionLimits;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.dns.AddressFilter;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.internal.delivery.ConnectionPool;
import org.enforcedtls.internal.delivery.Listeners;
import org.enforcedtls.internal.delivery.Rivals;
import org.enforcedtls.internal.delivery.Settings;
import org.enforcedtls.internal.http.HttpRevocationFetcher;
import org.enforcedtls.internal.http.HttpsPolicyFetcher;
import org.enforcedtls.internal.route.AddressFinder;
import org.enforcedtls.internal.route.DaneFinder;
import org.enforcedtls.internal.route.RouteFinder;
import org.enforcedtls.internal.session.TlsContexts;
import org.enforcedtls.internal.wire.Dialler;
import org.enforcedtls.internal.wire.Watchdog;
import org.enforcedtls.observe.DeliveryListener;
import org.enforcedtls.policy.PolicySource;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.dane.DaneUse;
import org.enforcedtls.policy.mtasts.MtaStsSource;
import org.enforcedtls.policy.mtasts.PolicyCache;
import org.enforcedtls.tls.TlsEngine;
import org.enforcedtls.trust.OnlineVerifier;
import org.enforcedtls.trust.RevocationRule;
import org.enforcedtls.trust.TrustAnchors;
import org.jspecify.annotations.Nullable;

/** Builds an {@link EnforcedTlsClient}. For one thread. */
public final class EnforcedTlsClientBuilder {
  private static final int DEFAULT_MAX_MX_HOSTS = 5;
  private static final int DEFAULT_MAX_ADDRESSES = 2;
  private static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(30);
  private static final Duration DEFAULT_FETCH_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration MAX_FETCH_TIMEOUT = Duration.ofMinutes(5);

  private final Domain ehloName;
  private final Demands demands = new Demands();
  private final Reach reach = new Reach();
  private final List<DeliveryListener> listeners = new ArrayList<>();
  private InstantSource clock = InstantSource.system();

  private static final class Demands {
    private PolicySource policies = PolicySource.none();
    private TlsPolicy defaultPolicy = TlsPolicy.verified();
    private @Nullable Supplier<TrustAnchors> trustAnchors;
    private TlsEngine engine = TlsEngine.jdk();
    private DaneUse dane = DaneUse.OFF;
    private @Nullable PolicyCache mtaSts;
  }

  private static final class Reach {
    private @Nullable DnsClient dns;
    private AddressFilter addressFilter = AddressFilter.publicOnly();
    private SocketFactory sockets = SocketFactory.getDefault();
    private DialogueTimeouts timeouts = DialogueTimeouts.defaults();
    private ConnectionLimits connections = ConnectionLimits.defaults();
    private @Nullable Executor executor;
    private Duration deadline = DEFAULT_DEADLINE;
    private Duration fetchTimeout = DEFAULT_FETCH_TIMEOUT;
    private int maxMxHosts = DEFAULT_MAX_MX_HOSTS;
    private int maxAddresses = DEFAULT_MAX_ADDRESSES;
  }

  EnforcedTlsClientBuilder(Domain ehloName) {
    this.ehloName = ehloName;
  }

  /**
   * Sets where policies come from; nowhere unless set, so that the default policy decides.
   *
   * @param policies is asked for each recipient domain
   * @return this
   */
  public EnforcedTlsClientBuilder policies(PolicySource policies) {
    demands.policies = requireNonNull(policies, "policies");
    return this;
  }

  /**
   * Lets recipient domains publish policies by MTA-STS, which have to hold beside those of {@link
   * #policies} and, where no row of our own decides, beside the default policy; not unless set.
   * They are looked up, fetched, trusted and dialled by the client's own means, and refreshed in
   * the background until it is closed.
   *
   * @param cache remembers them: {@link PolicyCache#inDirectory}, or, weaker, {@link
   *     PolicyCache#inMemory}
   * @return this
   */
  public EnforcedTlsClientBuilder mtaSts(PolicyCache cache) {
    demands.mtaSts = requireNonNull(cache, "cache");
    return this;
  }

  /**
   * Sets what decides for domains without policy; {@link TlsPolicy#verified()} unless set.
   *
   * @param defaultPolicy verified TLS as well: no policy demands less
   * @return this
   */
  public EnforcedTlsClientBuilder defaultPolicy(TlsPolicy defaultPolicy) {
    demands.defaultPolicy = requireNonNull(defaultPolicy, "defaultPolicy");
    return this;
  }

  /**
   * Sets whether TLSA records of MX hosts are obeyed; {@link DaneUse#OFF} unless set. Where some
   * count, they authenticate the host in place of MTA-STS and of the default policy, and beside a
   * partner row. Needs a {@link #dnsClient} that checks DNSSEC.
   *
   * @param use whether they are
   * @return this
   */
  public EnforcedTlsClientBuilder dane(DaneUse use) {
    demands.dane = requireNonNull(use, "use");
    return this;
  }

  /**
   * Sets the approved CAs, for policies without their own; those of the running JDK unless set.
   *
   * @param trustAnchors the approved CAs
   * @return this
   */
  public EnforcedTlsClientBuilder trustAnchors(TrustAnchors trustAnchors) {
    requireNonNull(trustAnchors, "trustAnchors");
    return trustAnchors(() -> trustAnchors);
  }

  /**
   * Sets where the approved CAs come from, so that they can change while mail is sent. What was
   * verified under other ones is not used again.
   *
   * @param trustAnchors asked for each host; quick, and safe for use by several threads at once
   * @return this
   */
  public EnforcedTlsClientBuilder trustAnchors(Supplier<TrustAnchors> trustAnchors) {
    demands.trustAnchors = requireNonNull(trustAnchors, "trustAnchors");
    return this;
  }

  /**
   * Sets what does the TLS handshakes; {@link TlsEngine#jdk()} unless set.
   *
   * @param engine does them
   * @return this
   */
  public EnforcedTlsClientBuilder tlsEngine(TlsEngine engine) {
    demands.engine = requireNonNull(engine, "engine");
    return this;
  }

  /**
   * Sets what asks the DNS; a client of the system's resolvers unless set.
   *
   * @param dns is asked
   * @return this
   */
  public EnforcedTlsClientBuilder dnsClient(DnsClient dns) {
    reach.dns = requireNonNull(dns, "dns");
    return this;
  }

  /**
   * Sets which addresses may be dialled; {@link AddressFilter#publicOnly()} unless set.
   *
   * @param addressFilter refuses the others
   * @return this
   */
  public EnforcedTlsClientBuilder addressFilter(AddressFilter addressFilter) {
    reach.addressFilter = requireNonNull(addressFilter, "addressFilter");
    return this;
  }

  /**
   * Sets what makes sockets: for SOCKS, for a source address, for tests. Plain sockets unless set.
   *
   * @param sockets whose {@code createSocket()} makes an unconnected socket; each is connected to
   *     port 25 of an MX host; where a policy has revocation fetched, to the port of the URL in a
   *     certificate, 80 unless that says another; with {@link #mtaSts}, to port 443 of a policy
   *     host
   * @return this
   */
  public EnforcedTlsClientBuilder socketFactory(SocketFactory sockets) {
    reach.sockets = requireNonNull(sockets, "sockets");
    return this;
  }

  /**
   * Sets how long each step of a dialogue may take; {@link DialogueTimeouts#defaults()} unless set.
   *
   * @param timeouts of the steps
   * @return this
   */
  public EnforcedTlsClientBuilder timeouts(DialogueTimeouts timeouts) {
    reach.timeouts = requireNonNull(timeouts, "timeouts");
    return this;
  }

  /**
   * Sets how many connections there are to a host, and how long they are kept for the next message;
   * {@link ConnectionLimits#defaults()} unless set.
   *
   * @param limits of the connections
   * @return this
   */
  public EnforcedTlsClientBuilder connections(ConnectionLimits limits) {
    reach.connections = requireNonNull(limits, "limits");
    return this;
  }

  /**
   * Sets how long the delivery of one message may take in all; 30 min unless set.
   *
   * @param deadline over 0, at most one day
   * @return this
   * @throws IllegalArgumentException if it is outside its range
   */
  public EnforcedTlsClientBuilder deadline(Duration deadline) {
    reach.deadline = inRange("deadline", deadline, Duration.ofDays(1));
    return this;
  }

  /**
   * Sets how long it may take to fetch one OCSP response or CRL, where a policy has it fetched by
   * {@link RevocationRule#withFetch}; 10 s unless set. It is fetched within the handshake with an
   * MX host, which may not wait for long. What the DNS takes is counted, but not cut short.
   *
   * @param timeout over 0, at most 5 min
   * @return this
   * @throws IllegalArgumentException if it is outside its range
   */
  public EnforcedTlsClientBuilder revocationFetchTimeout(Duration timeout) {
    reach.fetchTimeout = inRange("revocationFetchTimeout", timeout, MAX_FETCH_TIMEOUT);
    return this;
  }

  private static Duration inRange(String name, Duration value, Duration most) {
    if (value.isNegative() || value.isZero() || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name + " must be over 0 and at most " + most + ", not " + value);
    }
    return value;
  }

  /**
   * Sets how many MX hosts of a domain are tried at most; 5 unless set.
   *
   * @param maxMxHosts 1 to 100
   * @return this
   * @throws IllegalArgumentException if it is outside its range
   */
  public EnforcedTlsClientBuilder maxMxHosts(int maxMxHosts) {
    reach.maxMxHosts = inRange("maxMxHosts", maxMxHosts);
    return this;
  }

  /**
   * Sets how many addresses of an MX host are tried at most; 2 unless set.
   *
   * @param maxAddresses 1 to 100
   * @return this
   * @throws IllegalArgumentException if it is outside its range
   */
  public EnforcedTlsClientBuilder maxAddressesPerHost(int maxAddresses) {
    reach.maxAddresses = inRange("maxAddressesPerHost", maxAddresses);
    return this;
  }

  private static int inRange(String name, int value) {
    if (value < 1 || value > 100) {
      throw new IllegalArgumentException(name + " must be 1 to 100, not " + value);
    }
    return value;
  }

  /**
   * Sets what runs deliveries side by side: {@code deliverAsync}, the domains of one message, and
   * the domains and connections of {@code deliverAll}. The caller's thread alone unless set.
   *
   * @param executor whose threads may block, such as one of virtual threads; not shut down with the
   *     client
   * @return this
   */
  public EnforcedTlsClientBuilder executor(Executor executor) {
    reach.executor = requireNonNull(executor, "executor");
    return this;
  }

  /**
   * Appends a listener.
   *
   * @param listener is told of every attempt and outcome
   * @return this
   */
  public EnforcedTlsClientBuilder addListener(DeliveryListener listener) {
    listeners.add(requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * Sets the clock by which policies come into force and certificates expire; the system's unless
   * set.
   *
   * @param clock the clock
   * @return this
   */
  public EnforcedTlsClientBuilder clock(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock");
    return this;
  }

  /**
   * Builds the client. Blocking, for the JDK's trust anchors if no others were set.
   *
   * @return the client, to be closed
   * @throws IllegalStateException if the TLS engine can do none of the suites, protocol versions or
   *     groups that the default policy, or an enforced one of {@link PolicySource#knownPolicies()},
   *     admits; the message names each, and what to change. Or if DANE is to be used and nobody
   *     checks DNSSEC. Or if no trust anchors were set and those of the JDK cannot be read
   */
  public EnforcedTlsClient build() {
    PlatformGaps.refuse(demands.engine, demands.policies, demands.defaultPolicy);
    Watchdog watchdog = new Watchdog();
    DnsClient dns = reach.dns == null ? DnsClient.builder().build() : reach.dns;
    Settings.Routing routing = routing(dns);
    Dialler dialler = new Dialler(reach.sockets, watchdog, reach.timeouts);
    OnlineVerifier verifier =
        new OnlineVerifier(
            new HttpRevocationFetcher(dialler, routing.addresses(), reach.fetchTimeout));
    Supplier<TrustAnchors> anchors = trustAnchors();
    WebReach web =
        new WebReach(
            dns,
            new HttpsPolicyFetcher.Means(
                dialler,
                routing.addresses(),
                new TlsContexts(demands.engine, verifier, clock),
                anchors));
    Optional<MtaStsSource> mtaSts =
        Optional.ofNullable(demands.mtaSts)
            .map(cache -> web.policiesIn(cache, new Listeners(List.copyOf(listeners)), clock));
    PolicySource policies =
        mtaSts.map(source -> PolicySource.join(demands.policies, source)).orElse(demands.policies);
    return new EnforcedTlsClient(
        new Settings(
            ehloName,
            new Settings.Demands(policies, demands.defaultPolicy, anchors),
            routing,
            new Settings.Network(
                dialler,
                watchdog,
                new TlsContexts(demands.engine, verifier, clock),
                new ConnectionPool(reach.connections),
                new Rivals(),
                reach.deadline),
            Optional.ofNullable(reach.executor),
            List.copyOf(listeners),
            clock),
        web,
        mtaSts);
  }

  private Supplier<TrustAnchors> trustAnchors() {
    if (demands.trustAnchors != null) {
      return demands.trustAnchors;
    }
    try {
      TrustAnchors anchors = TrustAnchors.jdk();
      return () -> anchors;
    } catch (IOException e) {
      throw new IllegalStateException(
          "the trust anchors of the JDK cannot be read; set others by trustAnchors(…)", e);
    }
  }

  private Settings.Routing routing(DnsClient dns) {
    PlatformGaps.refuseUnproved(demands.dane, dns);
    return new Settings.Routing(
        new RouteFinder(dns, ehloName, new Random()),
        new AddressFinder(dns, reach.addressFilter, reach.maxAddresses),
        new DaneFinder(dns, demands.dane),
        reach.maxMxHosts);
  }
}
