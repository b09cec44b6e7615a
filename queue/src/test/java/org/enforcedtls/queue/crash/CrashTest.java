package org.enforcedtls.queue.crash;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.enforcedtls.queue.crash.CrashScene.Arrival;
import org.enforcedtls.queue.postgres.PostgresServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes are killed at random moments. {@code -Dqueue.rounds=50} kills more often, {@code
 * -Dqueue.messages=20000} has the three nodes send more. On a busy machine a node may not renew its
 * leases in time: {@code -Dqueue.lease=15} makes them longer than 5 s.
 */
class CrashTest {
  private static final int ROUNDS = Integer.getInteger("queue.rounds", 2);
  private static final int SPREAD_MESSAGES = Integer.getInteger("queue.messages", 300);
  private static final int SPREAD_DOMAINS = Math.max(20, SPREAD_MESSAGES / 100);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** More than a node can enqueue until it is killed. */
  private static final int PLENTY = 1_000_000;

  private static @Nullable PostgresServer server;

  @TempDir private Path directory;

  private static synchronized PostgresServer server() {
    if (server == null) {
      server = PostgresServer.start();
    }
    return requireNonNull(server);
  }

  @AfterAll
  static synchronized void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void killLosesNothingOnSqlite() throws Exception {
    killAgainAndAgain(directory.resolve("spool").toString(), "SQLite");
  }

  @Test
  void killLosesNothingOnPostgres() throws Exception {
    killAgainAndAgain(server().newDatabase(), "PostgreSQL");
  }

  private void killAgainAndAgain(String store, String name) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (CrashScene scene = new CrashScene(directory, store, 7)) {
      for (int round = 0; round < ROUNDS; round++) {
        Node node = scene.start(round * PLENTY, PLENTY);
        node.awaitAcknowledged(20, PATIENCE);
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(500)).toNanos());
        node.kill();
      }
      scene.start(ROUNDS * PLENTY, 0).awaitEnd(PATIENCE);
      assertNothingLost(scene, name + ", seed " + seed, ROUNDS);
    }
  }

  private static void assertNothingLost(CrashScene scene, String name, int kills) {
    Map<Integer, List<Arrival>> arrivals = scene.arrivals();
    Set<Integer> acknowledged = scene.acknowledged();
    List<Arrival> tooMany =
        arrivals.values().stream()
            .flatMap(copies -> copies.stream().limit(copies.size() - 1))
            .toList();
    List<Arrival> byKill = tooMany.stream().filter(Arrival::wasKilled).toList();
    int byLease = tooMany.size() - byKill.size();
    long forgotten = byKill.stream().filter(Arrival::wasAnswered).count();
    System.out.printf(
        "measured: %s: %d kills, %d messages acknowledged, %d arrived, %d twice since a reply was"
            + " cut off, %d though more was sent after it, %d since a lease was lost%n",
        name,
        kills,
        acknowledged.size(),
        arrivals.size(),
        byKill.size() - forgotten,
        forgotten,
        byLease);
    assertThat(arrivals.keySet()).containsAll(acknowledged);
    assertThat(byKill.size()).isLessThanOrEqualTo(kills * NodeProgram.THREADS);
    if (byLease == 0) {
      // Else this machine is too busy, and the node that was killed may have lost its lease before.
      assertThat(forgotten).isZero();
    }
  }

  @Test
  void serverThatIsKilledAndComesBackLosesNothing() throws Exception {
    try (CrashScene scene = new CrashScene(directory, server().newDatabase(), 7)) {
      Node node = scene.start(0, 200);
      node.awaitAcknowledged(50, PATIENCE);
      server().killAndRestart();
      node.awaitAcknowledged(200, PATIENCE);
      node.awaitEnd(PATIENCE);
      assertNothingLost(scene, "PostgreSQL killed", 1);
      assertThat(node.words()).contains("no answer");
    }
  }

  @Test
  void threeNodesSendEachMessageOnceThoughOneIsKilled() throws Exception {
    try (CrashScene scene = new CrashScene(directory, server().newDatabase(), SPREAD_DOMAINS)) {
      int third = SPREAD_MESSAGES / 3;
      Node first = scene.start(0, third);
      Node second = scene.start(third, third);
      Node killed = scene.start(2 * third, third);
      killed.awaitAcknowledged(third, PATIENCE);
      scene.awaitArrivals(third, PATIENCE);
      killed.kill();
      first.awaitEnd(PATIENCE);
      second.awaitEnd(PATIENCE);
      assertNothingLost(scene, "three nodes", 1);
      assertThat(scene.arrivals()).hasSize(3 * third);
    }
  }
}
