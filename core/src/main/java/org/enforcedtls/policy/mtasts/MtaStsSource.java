package org.enforcedtls.policy.mtasts;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicySource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policies that recipient domains publish by MTA-STS (RFC 8461). Safe for use by several
 * threads at once.
 *
 * <p>Most applications have no use for this class: {@code
 * EnforcedTlsClient.builder(…).mtaSts(cache)} makes one that looks up, dials and trusts as the
 * client does.
 *
 * <p><b>Guarantees.</b> A policy that is remembered counts until it expires, whatever DNS and
 * policy host say or do not say, unless the policy host, with its name proved, replaces it. Where
 * nobody can tell, because the DNS fails or what was remembered is damaged, the answer is
 * "unavailable" and never "none". What MTA-STS cannot promise: anything about a domain of which
 * nothing is remembered while somebody blocks the DNS record or the fetch.
 *
 * <p>An answer stands for 1 to 5 minutes; within them it takes no lock, no look-up and no file.
 * Else the call blocks for the DNS and, where a policy has to be fetched, for the fetch; several
 * that want the same at once share it.
 */
public final class MtaStsSource implements PolicySource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MtaStsSource.class);
  private static final int MAX_STANDINGS = 10_000;

  private final PolicyLookup lookup;
  private final PolicyCache cache;
  private final InstantSource clock;
  private final Map<Domain, Standing> standings = new ConcurrentHashMap<>();
  private final RefreshThread refreshing = new RefreshThread();

  /** Empty futures are those of a thread that was interrupted: others try for themselves. */
  private final ConcurrentMap<Domain, CompletableFuture<Optional<Standing>>> running =
      new ConcurrentHashMap<>();

  private MtaStsSource(Builder builder) {
    this.cache = builder.cache;
    this.clock = builder.clock;
    this.lookup =
        new PolicyLookup(
            new PolicyLookup.Means(
                builder.dns, builder.fetcher, builder.cache, builder.listener, builder.clock));
  }

  /**
   * Starts a source.
   *
   * @param dns is asked for the records of policy domains
   * @param fetcher brings policies
   * @return a builder with a cache in memory and the system's clock
   */
  public static Builder builder(DnsClient dns, PolicyFetcher fetcher) {
    return new Builder(requireNonNull(dns, "dns"), requireNonNull(fetcher, "fetcher"));
  }

  @Override
  public String sourceName() {
    return "mta-sts";
  }

  @Override
  public PolicyAnswer policyFor(Domain domain) {
    requireNonNull(domain, "domain");
    Standing standing = standings.get(domain);
    return standing != null && standing.holdsAt(clock.instant())
        ? standing.answer()
        : find(domain).answer();
  }

  /** Nothing: all of it is published. */
  @Override
  public PolicySource withoutPublished() {
    return PolicySource.none();
  }

  private Standing find(Domain domain) {
    while (true) {
      CompletableFuture<Optional<Standing>> mine = new CompletableFuture<>();
      CompletableFuture<Optional<Standing>> earlier = running.putIfAbsent(domain, mine);
      if (earlier == null) {
        return findFirst(domain, mine);
      }
      try {
        Optional<Standing> shared = earlier.get();
        if (shared.isPresent()) {
          return shared.get();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Standing.unavailable("interrupted", clock.instant());
      } catch (ExecutionException e) {
        throw new AssertionError("never completed so", e);
      }
    }
  }

  private Standing findFirst(Domain domain, CompletableFuture<Optional<Standing>> mine) {
    try {
      // Looked for only now, so that of several who ask at once none asks again.
      Standing standing = standings.get(domain);
      if (standing == null || !standing.holdsAt(clock.instant())) {
        standing = lookup.find(domain);
        if (Thread.currentThread().isInterrupted()) {
          return standing;
        }
        settle(domain, standing);
      }
      mine.complete(Optional.of(standing));
      return standing;
    } finally {
      running.remove(domain, mine);
      mine.complete(Optional.empty());
    }
  }

  private void settle(Domain domain, Standing standing) {
    standings.put(domain, standing);
    if (standings.size() > MAX_STANDINGS) {
      Instant now = clock.instant();
      standings.values().removeIf(other -> !other.holdsAt(now));
      Iterator<Domain> any = standings.keySet().iterator();
      while (standings.size() > MAX_STANDINGS && any.hasNext()) {
        any.next();
        any.remove();
      }
    }
  }

  /**
   * Fetches anew what is remembered and was fetched some 18 to 24 hours ago, or has lived half of
   * its time, so that it does not expire while nobody writes to the domain. Blocking. Policies
   * whose domain announces them no more, and those that cannot be fetched, stay as they are.
   *
   * <p>{@link Builder#refreshingInBackground} does it without being asked.
   */
  public void refresh() {
    try {
      Instant now = clock.instant();
      for (CacheEntry entry : cache.list()) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        if (entry instanceof CacheEntry.Kept kept
            && kept.policy().countsAt(now)
            && !kept.policy().refreshAt().isAfter(now)) {
          refresh(kept.policy());
        } else if (entry instanceof CacheEntry.Damaged damaged) {
          LOG.warn("a policy of MTA-STS is damaged: {}", damaged.why());
        }
      }
    } catch (IOException e) {
      LOG.warn("the policies of MTA-STS cannot be listed", e);
    }
  }

  private void refresh(CachedPolicy policy) {
    Domain domain = policy.domain();
    Standing standing = standings.get(domain);
    boolean hasJustFailed =
        standing != null
            && standing.holdsAt(clock.instant())
            && !standing.answer().findings().isEmpty();
    if (!hasJustFailed) {
      lookup.refresh(domain).ifPresent(fresh -> settle(domain, fresh));
    }
  }

  void refreshInBackground() {
    refreshing.start(this::refresh);
  }

  /** Stops refreshing. What is remembered still answers. */
  @Override
  public void close() {
    refreshing.close();
  }

  /** Builds a source. For one thread. */
  public static final class Builder {
    private final DnsClient dns;
    private final PolicyFetcher fetcher;
    private PolicyCache cache = PolicyCache.inMemory();
    private FetchListener listener = (domain, findings) -> {};
    private InstantSource clock = InstantSource.system();
    private boolean isRefreshing;

    private Builder(DnsClient dns, PolicyFetcher fetcher) {
      this.dns = dns;
      this.fetcher = fetcher;
    }

    /**
     * Sets what remembers policies; {@link PolicyCache#inMemory()} unless set, which is weaker.
     *
     * @param cache remembers
     * @return this
     */
    public Builder cache(PolicyCache cache) {
      this.cache = requireNonNull(cache, "cache");
      return this;
    }

    /**
     * Sets who is told of fetches; nobody unless set.
     *
     * @param listener is told
     * @return this
     */
    public Builder listener(FetchListener listener) {
      this.listener = requireNonNull(listener, "listener");
      return this;
    }

    /**
     * Sets the clock by which policies expire; the system's unless set.
     *
     * @param clock the clock
     * @return this
     */
    public Builder clock(InstantSource clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Refreshes on a thread of the source's own, until it is closed; not unless set.
     *
     * @return this
     */
    public Builder refreshingInBackground() {
      this.isRefreshing = true;
      return this;
    }

    /**
     * Builds the source.
     *
     * @return the source, to be closed if it refreshes in the background
     */
    public MtaStsSource build() {
      MtaStsSource source = new MtaStsSource(this);
      if (isRefreshing) {
        source.refreshInBackground();
      }
      return source;
    }
  }
}
