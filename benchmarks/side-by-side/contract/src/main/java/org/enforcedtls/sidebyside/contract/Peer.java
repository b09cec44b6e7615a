package org.enforcedtls.sidebyside.contract;

/** A way to send mail that is measured. Used by one thread, unless a courier says otherwise. */
public sealed interface Peer permits BlockingPeer, AsyncPeer, BatchPeer, QueuePeer {
  /** Sends all messages of a phase; returns when the last was accepted. Blocking. */
  void send(Phase phase) throws Exception;

  /** Ends all connections. */
  void end() throws Exception;
}
