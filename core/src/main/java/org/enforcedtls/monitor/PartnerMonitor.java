package org.enforcedtls.monitor;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.enforcedtls.address.Domain;
import org.enforcedtls.preflight.Preflight;
import org.enforcedtls.preflight.Readiness;
import org.enforcedtls.preflight.ReadinessRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at partners again and again, and tells only what has changed: MX hosts, addresses,
 * certificates with their names and CAs, TLSA records, published policies, and findings that come
 * and go. Safe for use by several threads at once; a look that begins while another is under way
 * waits for it.
 *
 * <pre>{@code
 * PartnerMonitor monitor =
 *     PartnerMonitor.builder(client::preflight, PartnerStates.inFile(Path.of("partners.state")))
 *         .domains(() -> table.rows().stream().map(PartnerRow::domain).toList())
 *         .listener(change -> log.warn("{}", change))
 *         .build();
 * scheduler.scheduleWithFixedDelay(monitor, 0, 6, TimeUnit.HOURS);
 * }</pre>
 *
 * <p><b>Guarantees.</b> A change is told until its listener has taken it, over restarts too. What a
 * host or the DNS does not show at one look counts as unchanged until it shows again; that it does
 * not is a finding, and told. At the first look at a domain it is told if there are findings.
 */
public final class PartnerMonitor implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(PartnerMonitor.class);

  private final Function<Domain, Preflight> preflights;
  private final PartnerStates states;
  private final Supplier<? extends Collection<Domain>> domains;
  private final ReadinessRules rules;
  private final PartnerListener listener;
  private final Executor executor;
  private final ReentrantLock looking = new ReentrantLock();

  private PartnerMonitor(Builder builder) {
    this.preflights = builder.preflights;
    this.states = builder.states;
    this.domains = builder.domains;
    this.rules = builder.rules;
    this.listener = builder.listener;
    this.executor = builder.executor;
  }

  /**
   * Starts a monitor.
   *
   * @param preflights looks at a domain, such as {@code client::preflight}
   * @param states remember what was seen
   * @return a builder of a monitor that looks at no domain and tells the log
   */
  public static Builder builder(Function<Domain, Preflight> preflights, PartnerStates states) {
    return new Builder(preflights, states);
  }

  /**
   * Looks as {@link #look} does, for schedulers: what that throws is logged, so that the next look
   * comes. Blocking.
   */
  @Override
  public void run() {
    try {
      look();
    } catch (IOException | RuntimeException e) {
      LOG.error("The look at the partners failed; the next one tells what this one would have", e);
    }
  }

  /**
   * Looks at all domains, and tells the listener what has changed. Blocking.
   *
   * @return what has changed, in the order of the domains; also what the listener did not take
   * @throws IOException if the states cannot be read or written; what was told is told again then
   */
  public List<PartnerChange> look() throws IOException {
    looking.lock();
    try {
      Map<Domain, PartnerState> remembered = states.load();
      List<CompletableFuture<Sight>> sights = new ArrayList<>();
      for (Domain domain : List.copyOf(domains.get())) {
        Optional<PartnerState> before = Optional.ofNullable(remembered.get(domain));
        sights.add(CompletableFuture.supplyAsync(() -> sight(domain, before), executor));
      }
      return tell(sights.stream().map(CompletableFuture::join).toList());
    } finally {
      looking.unlock();
    }
  }

  /** What is to be remembered, and what has changed if something has. */
  private record Sight(PartnerState state, Optional<PartnerChange> change) {}

  private Sight sight(Domain domain, Optional<PartnerState> before) {
    Readiness readiness = rules.judge(preflights.apply(domain));
    PartnerState now = Facts.of(readiness, before);
    PartnerState nothing = new PartnerState(domain, now.at(), new TreeMap<>());
    List<PartnerState.Difference> differences = now.since(before.orElse(nothing));
    boolean isTold =
        before.isPresent()
            ? !differences.isEmpty()
            : readiness.verdict() != Readiness.Verdict.READY;
    return new Sight(
        now,
        isTold
            ? Optional.of(new PartnerChange(readiness, before, now, differences))
            : Optional.empty());
  }

  private List<PartnerChange> tell(List<Sight> sights) throws IOException {
    List<PartnerChange> changes = new ArrayList<>();
    List<PartnerState> taken = new ArrayList<>();
    for (Sight sight : sights) {
      sight.change().ifPresent(changes::add);
      if (sight.change().map(this::isTaken).orElse(true)) {
        taken.add(sight.state());
      }
    }
    states.save(taken);
    return changes;
  }

  private boolean isTaken(PartnerChange change) {
    try {
      listener.changed(change);
      return true;
    } catch (RuntimeException e) {
      LOG.warn("A listener failed over a change at {}; it is told again", change.domain(), e);
      return false;
    }
  }

  /** Builds a monitor. For one thread. */
  public static final class Builder {
    private final Function<Domain, Preflight> preflights;
    private final PartnerStates states;
    private Supplier<? extends Collection<Domain>> domains = List::of;
    private ReadinessRules rules = ReadinessRules.defaults();
    private PartnerListener listener = change -> LOG.warn("{}", change);
    private Executor executor = Runnable::run;

    private Builder(Function<Domain, Preflight> preflights, PartnerStates states) {
      this.preflights = requireNonNull(preflights, "preflights");
      this.states = requireNonNull(states, "states");
    }

    /**
     * Sets the domains that are looked at.
     *
     * @param domains is asked at the beginning of each look
     * @return this
     */
    public Builder domains(Supplier<? extends Collection<Domain>> domains) {
      this.domains = requireNonNull(domains, "domains");
      return this;
    }

    /**
     * Sets how preflights are read.
     *
     * @param rules the usual ones unless set
     * @return this
     */
    public Builder rules(ReadinessRules rules) {
      this.rules = requireNonNull(rules, "rules");
      return this;
    }

    /**
     * Sets who is told of changes.
     *
     * @param listener the log at level warn unless set
     * @return this
     */
    public Builder listener(PartnerListener listener) {
      this.listener = requireNonNull(listener, "listener");
      return this;
    }

    /**
     * Sets what looks at domains side by side. It bounds how many at once.
     *
     * @param executor the caller's thread, one domain after the other, unless set
     * @return this
     */
    public Builder executor(Executor executor) {
      this.executor = requireNonNull(executor, "executor");
      return this;
    }

    /**
     * Builds the monitor. It starts nothing.
     *
     * @return the monitor
     */
    public PartnerMonitor build() {
      return new PartnerMonitor(this);
    }
  }
}
