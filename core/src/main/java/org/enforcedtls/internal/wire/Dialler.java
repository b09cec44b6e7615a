package org.enforcedtls.internal.wire;

import java.io.IOException;
import java.net.Socket;
import javax.net.SocketFactory;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.internal.time.Deadline;

/** How connections come about. Safe for use by several threads at once if its factory is. */
public final class Dialler {
  private final SocketFactory sockets;
  private final Watchdog watchdog;
  private final DialogueTimeouts timeouts;

  /**
   * Dials by these means.
   *
   * @param sockets makes unconnected sockets
   * @param watchdog ends what takes too long
   * @param timeouts how long is too long
   */
  public Dialler(SocketFactory sockets, Watchdog watchdog, DialogueTimeouts timeouts) {
    this.sockets = sockets;
    this.watchdog = watchdog;
    this.timeouts = timeouts;
  }

  /**
   * Prepares a dial.
   *
   * @param deadline of the whole delivery
   * @return a dial that has not begun
   * @throws IOException if no socket could be made
   */
  public Dial prepare(Deadline deadline) throws IOException {
    Socket socket = sockets.createSocket();
    return new Dial(socket, new StepTimer(watchdog, timeouts, deadline, socket));
  }

  /**
   * Prepares an exchange with a server that is no MX host.
   *
   * @param deadline of the whole exchange, from now on
   * @return an exchange that is not connected yet
   * @throws IOException if no socket could be made
   */
  public Exchange prepareExchange(Deadline deadline) throws IOException {
    return new Exchange(sockets.createSocket(), watchdog, deadline);
  }
}
