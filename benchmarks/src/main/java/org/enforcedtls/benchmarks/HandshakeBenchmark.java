package org.enforcedtls.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
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
 * How long it takes to open a dialogue, from the dial to EHLO inside TLS, and to end it. The wall
 * time has the server in it, which is a process of its own; {@link HandshakeComparison} tells the
 * client's share and measures side by side.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class HandshakeBenchmark {
  /** JSSE by hand, or the engine of this library. */
  @Param({"jsse", "jdk", "bouncycastle", "conscrypt"})
  public String client;

  /** Of the whole chain of three. */
  @Param({"RSA-2048", "EC-P256"})
  public String keys;

  /** The only one of the server. */
  @Param({"TLSv1.2", "TLSv1.3"})
  public String protocol;

  private ServerProcess server;
  private HandshakeClient opener;
  private int hosts;

  /** Made by JMH. */
  @SuppressWarnings("NullAway.Init")
  public HandshakeBenchmark() {}

  /** Starts the server, and meets the one host that is met again. */
  @Setup
  public void start() throws IOException, GeneralSecurityException {
    server = ServerProcess.start(keys, protocol);
    opener = HandshakeClient.of(client, server);
    opener.open(Handshakes.AGAIN);
  }

  /** Stops the server. */
  @TearDown
  public void stop() throws IOException {
    opener.close();
    server.close();
  }

  /** With a host that was not met before. */
  @Benchmark
  public boolean full() throws IOException {
    return Handshakes.full(opener, hosts++);
  }

  /** With a host whose session is taken up; full where the engine cannot. */
  @Benchmark
  public boolean resumed() throws IOException {
    return opener.open(Handshakes.AGAIN);
  }
}
