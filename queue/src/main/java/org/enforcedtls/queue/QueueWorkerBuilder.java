package org.enforcedtls.queue;

import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.address.Domain;
import org.enforcedtls.policy.EffectivePolicy;
import org.enforcedtls.queue.entry.DestinationLimits;
import org.enforcedtls.queue.entry.InDoubtAnswer;
import org.enforcedtls.queue.entry.NoticeSink;
import org.enforcedtls.queue.entry.QueueNotice;
import org.enforcedtls.queue.entry.QueueStoreException;
import org.enforcedtls.queue.internal.store.Claims;
import org.enforcedtls.queue.internal.store.Database;
import org.enforcedtls.queue.internal.store.DestinationRows;
import org.enforcedtls.queue.internal.worker.Judgement;
import org.enforcedtls.queue.internal.worker.Pauses;
import org.enforcedtls.queue.internal.worker.RetryPlan;
import org.enforcedtls.queue.internal.worker.Shift;
import org.enforcedtls.queue.internal.worker.Staff;
import org.enforcedtls.queue.internal.worker.WorkSettings;
import org.enforcedtls.queue.schedule.RetrySchedule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a {@link QueueWorker}. For one thread. */
public final class QueueWorkerBuilder {
  private static final Logger LOG = LoggerFactory.getLogger(QueueWorker.class);
  private static final int DEFAULT_THREADS = 20;
  private static final int MAX_THREADS = 1_000;
  private static final int NODE_NAME_OCTETS = 8;
  private static final Duration DEFAULT_LEASE = Duration.ofMinutes(2);
  private static final Duration LEAST_LEASE = Duration.ofSeconds(1);

  private final Database database;
  private final DeliveryQueueBuilder queue;
  private final EnforcedTlsClient client;
  private final Map<Domain, DestinationLimits> limitsOf = new HashMap<>();
  private DestinationLimits limits = DestinationLimits.defaults();
  private NoticeSink sink = QueueWorkerBuilder::log;
  private InDoubtAnswer inDoubt = InDoubtAnswer.RETRY;
  private Function<Domain, Optional<String>> fingerprints = domain -> Optional.empty();
  private RetrySchedule schedule = RetrySchedule.defaults();
  private Duration lease = DEFAULT_LEASE;
  private int threads = DEFAULT_THREADS;

  QueueWorkerBuilder(Database database, DeliveryQueueBuilder queue, EnforcedTlsClient client) {
    this.database = database;
    this.queue = queue;
    this.client = client;
  }

  private static void log(QueueNotice notice) {
    LOG.warn(
        "nobody is told that message {} is {}: set notices(…)",
        notice.message().id(),
        notice.kind().code());
  }

  /**
   * Sets how many claims are worked on at once, and so how many destinations; 20 unless set.
   *
   * @param threads 1 to 1,000
   * @return this
   * @throws IllegalArgumentException if it is outside its range
   */
  public QueueWorkerBuilder threads(int threads) {
    if (threads < 1 || threads > MAX_THREADS) {
      throw new IllegalArgumentException("threads must be 1 to 1000, not " + threads);
    }
    this.threads = threads;
    return this;
  }

  /**
   * Sets the limits of each destination; {@link DestinationLimits#defaults()} unless set. All nodes
   * should have the same.
   *
   * @param limits for domains without their own
   * @return this
   */
  public QueueWorkerBuilder limits(DestinationLimits limits) {
    this.limits = requireNonNull(limits, "limits");
    return this;
  }

  /**
   * Sets the limits of one destination.
   *
   * @param domain the recipient domain
   * @param limits for it
   * @return this
   */
  public QueueWorkerBuilder limits(Domain domain, DestinationLimits limits) {
    limitsOf.put(requireNonNull(domain, "domain"), requireNonNull(limits, "limits"));
    return this;
  }

  /**
   * Sets who is told what senders are to hear; a line in the log unless set.
   *
   * @param sink takes notices
   * @return this
   */
  public QueueWorkerBuilder notices(NoticeSink sink) {
    this.sink = requireNonNull(sink, "sink");
    return this;
  }

  /**
   * Sets when a message is tried again; {@link RetrySchedule#defaults()} unless set.
   *
   * @param schedule of messages whose destination is not down
   * @return this
   */
  public QueueWorkerBuilder schedule(RetrySchedule schedule) {
    this.schedule = requireNonNull(schedule, "schedule");
    return this;
  }

  /**
   * Sets what becomes of a message that was sent whole and whose reply was lost; RETRY unless set.
   *
   * @param answer what to do
   * @return this
   */
  public QueueWorkerBuilder inDoubt(InDoubtAnswer answer) {
    this.inDoubt = requireNonNull(answer, "answer");
    return this;
  }

  /**
   * Follows the policies of the client: mail to a domain that is down is tried at once when what is
   * demanded of it changes, the approved CAs of a policy included. Not done unless set. Where the
   * approved CAs of the client itself change, {@link QueueWorker#retryHeld} does it.
   *
   * @return this
   */
  public QueueWorkerBuilder followPolicies() {
    this.fingerprints = domain -> client.policyFor(domain).map(EffectivePolicy::fingerprint);
    return this;
  }

  /**
   * Sets after how long without a sign of life another node takes over what this one had claimed; 2
   * min unless set. A node that lives renews its leases.
   *
   * @param lease at least 1 s
   * @return this
   * @throws IllegalArgumentException if it is shorter
   */
  public QueueWorkerBuilder lease(Duration lease) {
    if (lease.compareTo(LEAST_LEASE) < 0) {
      throw new IllegalArgumentException("lease must be at least 1 s, not " + lease);
    }
    this.lease = lease;
    return this;
  }

  /**
   * Starts the worker on threads of its own.
   *
   * @return the worker
   * @throws QueueStoreException if the store failed
   * @throws IllegalStateException if another process works on a queue in a directory
   */
  public QueueWorker start() throws QueueStoreException {
    QueueWorker worker = build();
    worker.start();
    return worker;
  }

  /**
   * A worker that does nothing by itself: {@link QueueWorker#doAllThatIsDue} works on the caller's
   * thread.
   *
   * @return the worker
   * @throws QueueStoreException if the store failed
   * @throws IllegalStateException if another process works on a queue in a directory
   */
  public QueueWorker build() throws QueueStoreException {
    WorkSettings settings =
        new WorkSettings(
            new Claims.Node(nodeName(), lease),
            threads,
            new Judgement(RetryPlan.by(schedule, new Random()), inDoubt, queue.times()),
            queue.directory().isPresent()
                ? WorkSettings.Sharing.ALONE
                : WorkSettings.Sharing.SHARED);
    Map<Domain, DestinationLimits> own = Map.copyOf(limitsOf);
    DestinationLimits others = limits;
    DestinationRows destinations =
        new DestinationRows(domain -> own.getOrDefault(domain, others), Pauses::after);
    WorkerLock lock = WorkerLock.acquire(queue.directory());
    try {
      Shift shift =
          Staff.hire(
              database, destinations, new Staff.Parties(client, sink, fingerprints), settings);
      shift.begin();
      return new QueueWorker(shift, lock);
    } catch (QueueStoreException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Of nobody else: a name that came back would take its own leases for others'. */
  private static String nodeName() {
    byte[] random = new byte[NODE_NAME_OCTETS];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
