package org.enforcedtls.sidebyside.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * A peer whose methods return at once: each worker is a chain of stages with a courier of its own.
 */
public final class AsyncPeer implements Peer {
  private static final long PATIENCE_MINUTES = 10;

  /** What one worker sends with. Its next method is called when the stage before is complete. */
  public interface Courier {
    /** Sends a message to a domain; complete when it was accepted. */
    CompletionStage<?> send(int domain);

    /** No message to this domain follows: its connection ends. */
    CompletionStage<?> leave(int domain);

    /** Ends what is still open. */
    CompletionStage<?> end();
  }

  private final List<Courier> couriers = new ArrayList<>();
  private final Callable<?> engineEnd;

  /**
   * A peer with couriers.
   *
   * @param load says how many
   * @param newCourier makes one, by its number
   * @param engineEnd ends what carries them all
   */
  public AsyncPeer(Load load, IntFunction<Courier> newCourier, Callable<?> engineEnd) {
    for (int i = 0; i < load.workers(); i++) {
      couriers.add(newCourier.apply(i));
    }
    this.engineEnd = engineEnd;
  }

  @Override
  public void send(Phase phase) throws Exception {
    await(couriers.stream().map(courier -> new Worker(courier, phase).begin()).toList());
  }

  /**
   * Does one thing after the other. For one thread at a time: each stage is over before the next.
   */
  private static final class Worker {
    private final Courier courier;
    private final Phase phase;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int domain;
    private int messagesLeft;

    Worker(Courier courier, Phase phase) {
      this.courier = courier;
      this.phase = phase;
    }

    CompletionStage<Void> begin() {
      nextJob();
      return done;
    }

    private void nextJob() {
      domain = phase.takeDomain();
      messagesLeft = phase.messagesOfJob();
      if (domain < 0) {
        done.complete(null);
      } else {
        nextMessage();
      }
    }

    private void nextMessage() {
      if (messagesLeft > 0) {
        messagesLeft--;
        long began = System.nanoTime();
        after(
            courier.send(domain),
            () -> {
              phase.sent(System.nanoTime() - began);
              nextMessage();
            });
      } else if (phase.leavesDomains()) {
        after(courier.leave(domain), this::nextJob);
      } else {
        nextJob();
      }
    }

    private void after(CompletionStage<?> stage, Runnable next) {
      stage.whenComplete(
          (result, failure) -> {
            if (failure != null) {
              done.completeExceptionally(failure);
            } else {
              next.run();
            }
          });
    }
  }

  private static void await(List<? extends CompletionStage<?>> stages) throws Exception {
    CompletableFuture.allOf(
            stages.stream()
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture<?>[]::new))
        .get(PATIENCE_MINUTES, TimeUnit.MINUTES);
  }

  @Override
  public void end() throws Exception {
    await(couriers.stream().map(Courier::end).toList());
    engineEnd.call();
  }
}
