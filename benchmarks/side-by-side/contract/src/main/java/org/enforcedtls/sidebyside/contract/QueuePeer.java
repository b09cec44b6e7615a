package org.enforcedtls.sidebyside.contract;

/**
 * A peer with a queue of its own: it takes messages, and sends them by itself. What is measured is
 * how long until all have arrived or, with {@code hold-back}, until all are safe on the disk; then
 * they are sent when the measuring is over, so that the sink can confirm them.
 */
public final class QueuePeer implements Peer {
  private final Queue queue;
  private final BlockingPeer takers;
  private final boolean holdsBack;
  private int taken;

  /** What is filled. Safe for use by several threads at once. */
  public interface Queue {
    /** Takes a message to a domain; it is on the disk when it returns. */
    void take(int domain) throws Exception;

    /** Begins to send what is there and what comes. */
    void startSending() throws Exception;

    /** Waits until so many, since it was opened, were accepted by their hosts. */
    void awaitSent(int messages) throws Exception;

    /** Stops sending; fails if anything is left. */
    void end() throws Exception;
  }

  /** A peer that fills a queue by as many threads as the load has workers. */
  public QueuePeer(Load load, Queue queue) {
    this.queue = queue;
    this.takers = new BlockingPeer(load, worker -> new Taker());
    this.holdsBack = load.flags().contains("hold-back");
  }

  private final class Taker implements BlockingPeer.Courier {
    @Override
    public void send(int domain) throws Exception {
      queue.take(domain);
    }

    @Override
    public void leave(int domain) {}

    @Override
    public void end() {}
  }

  @Override
  public void send(Phase phase) throws Exception {
    if (!holdsBack && taken == 0) {
      queue.startSending();
    }
    takers.send(phase);
    taken += phase.size();
    if (!holdsBack) {
      queue.awaitSent(taken);
    }
  }

  @Override
  public void end() throws Exception {
    if (holdsBack) {
      queue.startSending();
      queue.awaitSent(taken);
    }
    queue.end();
    takers.end();
  }
}
