package org.enforcedtls.benchmarks;

import java.util.concurrent.TimeUnit;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.outcome.PolicyDecision;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a decision costs where everything is remembered: policies, MX records, and of both hosts the
 * addresses and TLSA records. It fails if anything is asked of the network while it measures.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecisionBenchmark {
  /** What the client asks for. */
  @Param({"PLAIN", "MTA_STS", "DANE", "DANE_AND_MTA_STS"})
  public String wishes;

  private PublishedDomain domain;
  private EnforcedTlsClient client;
  private long queries;

  /** Made by JMH. */
  @SuppressWarnings("NullAway.Init")
  public DecisionBenchmark() {}

  /** Makes everything known. */
  @Setup
  public void remember() {
    domain = new PublishedDomain();
    client = domain.client(PublishedDomain.Client.valueOf(wishes), domain.resolver());
    PublishedDomain.decided(client);
    queries = domain.queries();
  }

  /** Stops the servers. */
  @TearDown
  public void stop() {
    long asked = domain.queries() - queries;
    client.close();
    domain.close();
    if (asked > 0) {
      throw new IllegalStateException("expected no query, found " + asked);
    }
  }

  /** Decides. */
  @Benchmark
  public PolicyDecision warm() {
    return PublishedDomain.decided(client);
  }
}
