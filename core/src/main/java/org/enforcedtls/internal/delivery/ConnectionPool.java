package org.enforcedtls.internal.delivery;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dialogue.ConnectionLimits;
import org.enforcedtls.internal.session.SmtpSession;
import org.enforcedtls.internal.time.Deadline;
import org.enforcedtls.internal.wire.Dial;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of a client: at most so many to one address of a host at once, given out in the
 * order in which they are asked for, and kept for a while after use. Safe for use by several
 * threads at once.
 *
 * <p><b>Guarantees.</b> A session is only ever used again under the policy fingerprint under which
 * its peer was judged, for the same MX host, which is also its SNI and its reference identifier, at
 * the same address.
 */
public final class ConnectionPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionPool.class);
  private static final long SWEEP_MILLIS = 500;

  /** What sessions are kept under. */
  record Key(String fingerprint, Domain mxHost, InetAddress address) {}

  private static final class Entry {
    private final Destination destination;

    /** Only changed inside of the map's own atomic operations. */
    private int users;

    Entry(Destination destination) {
      this.destination = destination;
    }
  }

  private final ConnectionLimits limits;
  private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicBoolean isSweeping = new AtomicBoolean();
  private final ScheduledThreadPoolExecutor sweeper;
  private volatile boolean isClosed;

  /**
   * An empty pool.
   *
   * @param limits how many connections, and for how long
   */
  public ConnectionPool(ConnectionLimits limits) {
    this.limits = limits;
    this.sweeper = new ScheduledThreadPoolExecutor(1, ConnectionPool::newThread);
    sweeper.setKeepAliveTime(2 * SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    sweeper.allowCoreThreadTimeOut(true);
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "enforced-tls-connections");
    thread.setDaemon(true);
    return thread;
  }

  /** How many connections there may be to one address of a host. */
  int maxPerHost() {
    return limits.maxPerHost();
  }

  /**
   * Waits for a place at a host. Blocking.
   *
   * @return a place, to be left; empty if there was none by the deadline, or the pool was closed
   * @throws InterruptedException if the thread was interrupted meanwhile
   */
  Optional<Place> place(Key key, Deadline deadline) throws InterruptedException {
    Destination destination = use(key);
    boolean isIn = false;
    try {
      isIn = !isClosed && destination.enter(deadline);
      return isIn ? Optional.of(new Place(key, destination)) : Optional.empty();
    } finally {
      if (!isIn) {
        release(key);
      }
    }
  }

  /** A place, if there is one that nobody waits for. Never blocks. */
  Optional<Place> placeAtOnce(Key key) {
    Destination destination = use(key);
    boolean isIn = false;
    try {
      isIn = !isClosed && destination.enterAtOnce();
      return isIn ? Optional.of(new Place(key, destination)) : Optional.empty();
    } finally {
      if (!isIn) {
        release(key);
      }
    }
  }

  /** Whether a session rests there, which may turn out to be of no use. Never blocks. */
  boolean hasResting(Key key) {
    Entry entry = entries.get(key);
    return entry != null && entry.destination.hasResting();
  }

  private Destination use(Key key) {
    return entries.compute(
            key,
            (same, known) -> {
              Entry entry = known == null ? new Entry(new Destination(limits.maxPerHost())) : known;
              entry.users++;
              return entry;
            })
        .destination;
  }

  private void release(Key key) {
    entries.computeIfPresent(
        key,
        (same, entry) -> {
          entry.users--;
          return entry.users == 0 && entry.destination.isForgettable() ? null : entry;
        });
  }

  private void sweepLater() {
    if (!isClosed && isSweeping.compareAndSet(false, true)) {
      try {
        Future<?> unused = sweeper.schedule(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        LOG.debug("closed meanwhile, and what rests with it", e);
      }
    }
  }

  private void sweep() {
    isSweeping.set(false);
    boolean anyLeft = false;
    for (Map.Entry<Key, Entry> each : entries.entrySet()) {
      each.getValue().destination.takeOverdue().forEach(PooledSession::quit);
      anyLeft |=
          entries.computeIfPresent(
                  each.getKey(),
                  (same, entry) ->
                      entry.users == 0 && entry.destination.isForgettable() ? null : entry)
              != null;
    }
    if (anyLeft) {
      sweepLater();
    }
  }

  /** Lets nobody in any more, and says good-bye on the connections at rest. */
  @Override
  public void close() {
    isClosed = true;
    sweeper.shutdownNow();
    List<PooledSession> last = new ArrayList<>();
    entries.values().forEach(entry -> last.addAll(entry.destination.close()));
    last.forEach(PooledSession::quit);
  }

  /** The right to have one connection. For one thread. */
  final class Place implements AutoCloseable {
    private final Key key;
    private final Destination destination;
    private Optional<PooledSession> usable = Optional.empty();
    private boolean isLeft;

    private Place(Key key, Destination destination) {
      this.key = key;
      this.destination = destination;
    }

    /** A session that an earlier delivery has left. */
    Optional<PooledSession> takeResting(Deadline deadline) {
      Optional<PooledSession> resting = destination.takeResting();
      resting.ifPresent(session -> session.resume(deadline));
      return resting;
    }

    PooledSession opened(SmtpSession session, Dial dial) {
      return new PooledSession(session, dial, limits);
    }

    /** The delivery is done and went well: whoever comes next may have the session. */
    void keep(PooledSession session) {
      destination.succeeded();
      if (session.isWorthKeeping()) {
        usable = Optional.of(session);
      } else {
        session.quit();
      }
    }

    /** The host says that there are too many connections; true if it has others of this client. */
    boolean tooMany() {
      return destination.tooMany();
    }

    @Override
    public void close() {
      if (isLeft) {
        return;
      }
      isLeft = true;
      destination.leave(usable);
      release(key);
      if (usable.isPresent()) {
        sweepLater();
      }
    }
  }
}
