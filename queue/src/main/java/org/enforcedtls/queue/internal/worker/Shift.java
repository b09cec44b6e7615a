package org.enforcedtls.queue.internal.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.enforcedtls.queue.entry.QueueQuery;
import org.enforcedtls.queue.entry.QueueStats;
import org.enforcedtls.queue.entry.QueueStoreException;
import org.enforcedtls.queue.entry.RecipientState;
import org.enforcedtls.queue.internal.store.Claim;
import org.enforcedtls.queue.internal.store.Claims;
import org.enforcedtls.queue.internal.store.Database;
import org.enforcedtls.queue.internal.store.Listing;
import org.enforcedtls.queue.internal.store.Notices;
import org.enforcedtls.queue.internal.store.Operations;
import org.enforcedtls.queue.internal.store.PolicyChanges;
import org.enforcedtls.queue.internal.store.Sweeps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that one node does, from start to stop. Safe for use by several threads at once. */
public final class Shift {
  private static final Logger LOG = LoggerFactory.getLogger(Shift.class);

  /** How soon work is found that nobody announced. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** How soon a changed policy is found. */
  private static final Duration FOLLOW_EVERY = Duration.ofSeconds(10);

  private static final int RENEWALS_IN_LEASE = 3;

  private final Database database;
  private final Tools tools;
  private final WorkSettings settings;
  private final Persistence loop = new Persistence();
  private final Set<String> live = ConcurrentHashMap.newKeySet();
  private final List<Thread> threads = new ArrayList<>();
  private final List<Thread> helpers = new ArrayList<>();
  private final Persistence helperLoop = new Persistence();

  /**
   * What a node works with.
   *
   * @param claims takes work
   * @param courier does it
   * @param writer writes what came of it
   * @param sweeps looks at what waits
   * @param notices tells senders
   * @param policyChanges finds what may be tried earlier
   */
  record Tools(
      Claims claims,
      Courier courier,
      ResultWriter writer,
      Sweeps sweeps,
      Notices notices,
      PolicyChanges policyChanges) {}

  Shift(Database database, Tools tools, WorkSettings settings) {
    this.database = database;
    this.tools = tools;
    this.settings = settings;
  }

  /**
   * Takes over what an earlier process has left. Blocking.
   *
   * @throws QueueStoreException if the store failed
   */
  public void begin() throws QueueStoreException {
    takeOver(
        settings.sharing() == WorkSettings.Sharing.ALONE
            ? Claims.Abandoned.ALL
            : Claims.Abandoned.EXPIRED);
  }

  private void takeOver(Claims.Abandoned abandoned) throws QueueStoreException {
    int count = tools.claims().takeOver(abandoned, Set.copyOf(live));
    if (count > 0) {
      LOG.info("took over {} claims that nobody works on any more", count);
      database.wake();
    }
  }

  /** Starts the threads. */
  public synchronized void start() {
    for (int i = 0; i < settings.threads(); i++) {
      threads.add(thread("worker-" + i, loop, this::workOrWait));
    }
    helpers.add(thread("leases", helperLoop, this::keepLeases));
    helpers.add(thread("housekeeping", helperLoop, this::keepHouse));
    helpers.add(thread("policies", helperLoop, this::followPolicies));
    helpers.forEach(Thread::start);
    threads.forEach(Thread::start);
  }

  private static Thread thread(String name, Persistence loop, Persistence.Turn turn) {
    Thread thread =
        new Thread(() -> loop.run("the queue's " + name, turn), "enforced-tls-queue-" + name);
    thread.setDaemon(true);
    return thread;
  }

  private void workOrWait() throws IOException, InterruptedException {
    if (!work()) {
      database.awaitWake(LOOK_EVERY);
    }
  }

  /** Works on one claim. Blocking; false if nothing is due. */
  private boolean work() throws IOException {
    Optional<Claim> claim = tools.claims().next();
    if (claim.isEmpty()) {
      return false;
    }
    database.wake(); // others, since there may be more
    live.add(claim.get().id());
    try {
      tools.courier().deliver(claim.get());
    } finally {
      live.remove(claim.get().id());
    }
    // The destination may have room for another claim that somebody waits for.
    database.wake();
    return true;
  }

  private void keepLeases() throws IOException {
    Set<String> mine = Set.copyOf(live);
    Set<String> lost = mine.isEmpty() ? Set.of() : tools.claims().renew(mine);
    lost.stream()
        .filter(live::contains)
        .forEach(id -> LOG.warn("claim {} was taken over by another node", id));
    takeOver(Claims.Abandoned.EXPIRED);
    helperLoop.await(settings.node().lease().dividedBy(RENEWALS_IN_LEASE));
  }

  /**
   * Has mail tried whose domain is down under demands that have changed. Blocking.
   *
   * @throws QueueStoreException if the store failed
   */
  public void followPoliciesNow() throws QueueStoreException {
    tools.policyChanges().follow();
  }

  private void followPolicies() throws IOException {
    followPoliciesNow();
    helperLoop.await(FOLLOW_EVERY);
  }

  private void keepHouse() throws IOException {
    keepHouseNow();
    helperLoop.await(LOOK_EVERY);
  }

  private boolean keepHouseNow() throws IOException {
    boolean anything = false;
    while (!helperLoop.isStopped()
        && (tools.sweeps().sweep() > 0
            || tools.notices().handOverNext()
            || tools.sweeps().forget() > 0)) {
      anything = true;
    }
    return anything;
  }

  /**
   * Does all that is due now, on the caller's thread. Blocking.
   *
   * @throws IOException if the store failed, or a notice could not be handed over
   */
  public void doAllThatIsDue() throws IOException {
    tools.policyChanges().follow();
    boolean anything = true;
    while (anything && !loop.isStopped()) {
      anything = keepHouseNow();
      while (!loop.isStopped() && work()) {
        anything = true;
      }
    }
  }

  /**
   * Has all that waits since a check failed tried at once. Blocking.
   *
   * @return how many recipients
   * @throws QueueStoreException if the store failed
   */
  public int retryHeld() throws QueueStoreException {
    Operations operations = new Operations(database);
    int count = operations.retry(QueueQuery.builder().states(Set.of(RecipientState.HELD)).build());
    // What waits behind a destination that is down was not tried, and so is not held itself.
    for (QueueStats.DownDomain down : new Listing(database).stats().down()) {
      if (CauseKinds.isHeld(down.cause())) {
        QueueQuery waiting =
            QueueQuery.builder()
                .domain(down.domain())
                .states(Set.of(RecipientState.WAITING))
                .build();
        count += operations.retry(waiting);
      }
    }
    return count;
  }

  /** Whether the node takes no more work. */
  boolean isStopping() {
    return loop.isStopped();
  }

  /**
   * Takes no more work, lets what is under way end, and hands back the rest. What cannot be
   * cancelled in time stays claimed until its lease is over. Blocking.
   *
   * @param patience for what is under way; what has not ended by then is cancelled
   */
  public synchronized void stop(Duration patience) {
    loop.stop();
    threads.forEach(thread -> database.wake());
    long end = System.nanoTime() + patience.toNanos();
    boolean wasInterrupted = false;
    for (Thread thread : threads) {
      wasInterrupted |= !joined(thread, Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    }
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      wasInterrupted |= !joined(thread, patience);
    }
    helperLoop.stop();
    for (Thread helper : helpers) {
      wasInterrupted |= !joined(helper, patience);
    }
    tools.writer().close();
    threads.clear();
    helpers.clear();
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean joined(Thread thread, Duration atMost) {
    try {
      thread.join(Math.max(1, atMost.toMillis()));
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
