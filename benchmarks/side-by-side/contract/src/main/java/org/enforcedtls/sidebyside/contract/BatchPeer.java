package org.enforcedtls.sidebyside.contract;

import java.util.ArrayList;
import java.util.List;

/** A peer that is handed many messages at once, as by a queue, and spreads them itself. */
public final class BatchPeer implements Peer {
  private static final int MAX_MESSAGES = 1000;

  /** What sends. For one thread. */
  public interface Courier {
    /**
     * Sends a message to each of these domains, where one may stand several times; returns when the
     * last was accepted.
     */
    void send(List<Integer> domains) throws Exception;

    /** Ends what is still open. */
    void end() throws Exception;
  }

  private final Courier courier;

  /** A peer with a courier that knows how many may work at once. */
  public BatchPeer(Courier courier) {
    this.courier = courier;
  }

  @Override
  public void send(Phase phase) throws Exception {
    List<Integer> batch = new ArrayList<>();
    for (int domain = phase.takeDomain(); domain >= 0; domain = phase.takeDomain()) {
      for (int i = 0; i < phase.messagesOfJob(); i++) {
        batch.add(domain);
      }
      if (batch.size() >= MAX_MESSAGES) {
        send(batch, phase);
      }
    }
    send(batch, phase);
  }

  /** Each message is said to have taken its share of the batch. */
  private void send(List<Integer> batch, Phase phase) throws Exception {
    if (batch.isEmpty()) {
      return;
    }
    long began = System.nanoTime();
    courier.send(batch);
    long share = (System.nanoTime() - began) / batch.size();
    batch.forEach(domain -> phase.sent(share));
    batch.clear();
  }

  @Override
  public void end() throws Exception {
    courier.end();
  }
}
