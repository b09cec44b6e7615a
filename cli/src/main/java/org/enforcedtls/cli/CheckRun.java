package org.enforcedtls.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.address.Domain;
import org.enforcedtls.preflight.Preflight;
import org.enforcedtls.preflight.PreflightRequest;
import org.enforcedtls.preflight.Readiness;
import org.enforcedtls.preflight.ReadinessRules;

/** Looks at domains side by side, on so many threads and no more. For one thread. */
final class CheckRun implements AutoCloseable {
  private final EnforcedTlsClient client;
  private final CheckScope scope;
  private final Progress progress;
  private final ExecutorService threads;
  private final AtomicInteger done = new AtomicInteger();

  CheckRun(EnforcedTlsClient client, CheckScope scope, Progress progress, int atOnce) {
    this.client = client;
    this.scope = scope;
    this.progress = progress;
    this.threads = Executors.newFixedThreadPool(atOnce);
  }

  ExecutorService threads() {
    return threads;
  }

  /** In the order of the domains. */
  List<Readiness> results(Collection<Domain> domains, ReadinessRules rules)
      throws InterruptedException {
    List<Future<Readiness>> running = new ArrayList<>();
    for (Domain domain : domains) {
      running.add(threads.submit(() -> rules.judge(look(domain, domains.size()))));
    }
    List<Readiness> results = new ArrayList<>();
    for (Future<Readiness> one : running) {
      results.add(result(one));
    }
    return results;
  }

  /** On the caller's thread. */
  Preflight look(Domain domain, int ofHowMany) {
    Preflight seen = client.preflight(scope.of(PreflightRequest.of(domain)));
    progress.show(done.incrementAndGet() + " of " + ofHowMany + " domains checked");
    return seen;
  }

  private static Readiness result(Future<Readiness> one) throws InterruptedException {
    try {
      return one.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a check ended in a defect of this program", e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
