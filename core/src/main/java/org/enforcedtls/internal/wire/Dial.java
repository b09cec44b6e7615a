package org.enforcedtls.internal.wire;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.enforcedtls.dialogue.DialogueStep;

/** A socket on its way to an MX host, and the timer that bounds all that is done with it. */
public final class Dial implements Closeable {
  /** RFC 5321 §4.5.4.2: mail between hosts goes to this port. */
  private static final int SMTP_PORT = 25;

  private final Socket socket;
  private final StepTimer timer;

  Dial(Socket socket, StepTimer timer) {
    this.socket = socket;
    this.timer = timer;
  }

  /**
   * What bounds this dial and the connection that comes of it.
   *
   * @return the timer
   */
  public StepTimer timer() {
    return timer;
  }

  /**
   * Connects. Blocking.
   *
   * @param address of the MX host
   * @return the connection, to be closed with this dial
   * @throws IOException if it does not come about in time
   */
  public Connection connect(InetAddress address) throws IOException {
    timer.start();
    timer.enter(DialogueStep.CONNECT);
    int timeoutMillis = (int) Math.max(1, timer.allowed().toMillis());
    socket.connect(new InetSocketAddress(address, SMTP_PORT), timeoutMillis);
    // Each flight is one write; to wait for more to send would only add a round trip.
    socket.setTcpNoDelay(true);
    return new Connection(socket, timer);
  }

  /** Ends it from another thread: whatever it is blocked in fails. Never blocks. */
  public void breakOff() {
    try {
      socket.close();
    } catch (IOException e) {
      // A socket that cannot be closed is of no use to anybody either.
    }
  }

  @Override
  public void close() throws IOException {
    timer.close();
    socket.close();
  }
}
