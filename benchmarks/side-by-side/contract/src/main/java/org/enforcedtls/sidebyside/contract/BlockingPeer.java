package org.enforcedtls.sidebyside.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** A peer whose methods block: each worker is a thread with a courier of its own. */
public final class BlockingPeer implements Peer {
  /** What one worker sends with. For one thread at a time. */
  public interface Courier {
    /** Sends a message to a domain; returns when it was accepted. */
    void send(int domain) throws Exception;

    /** No message to this domain follows: its connection, if there is one, ends. */
    void leave(int domain) throws Exception;

    /** Ends what is still open. */
    void end() throws Exception;
  }

  private final List<Courier> couriers = new ArrayList<>();
  private final ExecutorService threads;

  /**
   * A peer with couriers.
   *
   * @param load says how many
   * @param newCourier makes one, by its number
   */
  public BlockingPeer(Load load, IntFunction<Courier> newCourier) {
    for (int i = 0; i < load.workers(); i++) {
      couriers.add(newCourier.apply(i));
    }
    threads =
        load.flags().contains("virtual-threads")
            ? virtualThreads()
            : Executors.newFixedThreadPool(load.workers());
  }

  /** By reflection, since they came after JDK 17. */
  private static ExecutorService virtualThreads() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("expected JDK 21 or later for virtual threads", e);
    }
  }

  @Override
  public void send(Phase phase) throws Exception {
    List<Callable<Void>> work = new ArrayList<>();
    for (Courier courier : couriers) {
      work.add(
          () -> {
            work(courier, phase);
            return null;
          });
    }
    for (Future<Void> worker : threads.invokeAll(work)) {
      worker.get();
    }
  }

  private static void work(Courier courier, Phase phase) throws Exception {
    for (int domain = phase.takeDomain(); domain >= 0; domain = phase.takeDomain()) {
      for (int i = 0; i < phase.messagesOfJob(); i++) {
        long began = System.nanoTime();
        courier.send(domain);
        phase.sent(System.nanoTime() - began);
      }
      if (phase.leavesDomains()) {
        courier.leave(domain);
      }
    }
  }

  @Override
  public void end() throws Exception {
    for (Courier courier : couriers) {
      courier.end();
    }
    threads.shutdownNow();
  }
}
