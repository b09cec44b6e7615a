package org.enforcedtls.sidebyside.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class PeersAtWorkTest {
  private final List<String> done = new CopyOnWriteArrayList<>();

  private final class Blocking implements BlockingPeer.Courier {
    @Override
    public void send(int domain) {
      done.add("send " + domain);
    }

    @Override
    public void leave(int domain) {
      done.add("leave " + domain);
    }

    @Override
    public void end() {
      done.add("end");
    }
  }

  private final class Async implements AsyncPeer.Courier {
    @Override
    public CompletionStage<?> send(int domain) {
      return CompletableFuture.runAsync(() -> done.add("send " + domain));
    }

    @Override
    public CompletionStage<?> leave(int domain) {
      return CompletableFuture.runAsync(() -> done.add("leave " + domain));
    }

    @Override
    public CompletionStage<?> end() {
      return CompletableFuture.runAsync(() -> done.add("end"));
    }
  }

  private static Load load(int domains, int messages, int warmUp) {
    return new Load(1, Path.of("ca"), domains, messages, warmUp, 1, 1, 1000, Set.of());
  }

  private static void sendAll(Load load, Peer peer) throws Exception {
    peer.send(load.warmUpPhase());
    peer.send(load.countedPhase());
    peer.end();
  }

  @Test
  void oneDomainIsNeverLeft() throws Exception {
    Load load = load(1, 2, 1);

    sendAll(load, new BlockingPeer(load, worker -> new Blocking()));

    assertThat(done).containsExactly("send 0", "send 0", "send 0", "end");
  }

  @Test
  void eachOfManyDomainsIsLeftAfterItsMessagesAndWarmUpHasItsOwn() throws Exception {
    Load load = load(2, 2, 2);

    sendAll(load, new BlockingPeer(load, worker -> new Blocking()));

    assertThat(done)
        .containsExactly(
            "send 2", "send 2", "leave 2", "send 0", "send 0", "leave 0", "send 1", "send 1",
            "leave 1", "end");
  }

  @Test
  void asynchronousPeerDoesTheSameInTheSameOrder() throws Exception {
    Load load = load(2, 2, 2);

    sendAll(load, new AsyncPeer(load, worker -> new Async(), () -> done.add("engine")));

    assertThat(done)
        .containsExactly(
            "send 2", "send 2", "leave 2", "send 0", "send 0", "leave 0", "send 1", "send 1",
            "leave 1", "end", "engine");
  }

  @Test
  void batchHoldsAllMessagesAndItsTimeIsShared() throws Exception {
    Load load = load(2, 2, 0);
    BatchPeer.Courier courier =
        new BatchPeer.Courier() {
          @Override
          public void send(List<Integer> domains) {
            done.add("send " + domains);
          }

          @Override
          public void end() {
            done.add("end");
          }
        };

    Phase counted = load.countedPhase();
    BatchPeer peer = new BatchPeer(courier);
    peer.send(counted);
    peer.end();

    assertThat(done).containsExactly("send [0, 0, 1, 1]", "end");
    assertThat(counted.sent()).isEqualTo(4);
  }

  @Test
  void failureOfACourierIsTheFailureOfThePeer() {
    Load load = load(1, 1, 0);
    AsyncPeer.Courier failing =
        new AsyncPeer.Courier() {
          @Override
          public CompletionStage<?> send(int domain) {
            return CompletableFuture.failedStage(new IllegalStateException("refused"));
          }

          @Override
          public CompletionStage<?> leave(int domain) {
            return CompletableFuture.completedStage(null);
          }

          @Override
          public CompletionStage<?> end() {
            return CompletableFuture.completedStage(null);
          }
        };

    assertThatThrownBy(
            () -> new AsyncPeer(load, worker -> failing, () -> null).send(load.countedPhase()))
        .hasMessageContaining("refused");
  }
}
