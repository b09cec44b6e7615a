package org.enforcedtls.internal.wire;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.enforcedtls.internal.time.Deadline;
import org.enforcedtls.internal.wire.StepTimer.Expiry;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server that is no MX host, for one question and its answer. All of it, from the
 * dial to the last octet, is bounded by one deadline: when it passes the socket is closed, so that
 * whatever the exchange is blocked in fails, and {@link #expiry} then tells why.
 *
 * <p>For one thread, but {@link #cancel}, which any thread may call.
 */
public final class Exchange implements TlsCarrier, Watchdog.Watched, Closeable {
  /** The plain one, below TLS: to close a TLS socket can block. */
  private final Socket socket;

  private final Watchdog watchdog;
  private final Deadline deadline;
  private Socket spokenOn;
  private volatile @Nullable Expiry expiry;

  Exchange(Socket socket, Watchdog watchdog, Deadline deadline) {
    this.socket = socket;
    this.spokenOn = socket;
    this.watchdog = watchdog;
    this.deadline = deadline;
  }

  /**
   * Connects. Blocking.
   *
   * @param server address and port
   * @param patience how long to wait for the connection, if the deadline leaves that much
   * @throws IOException if it does not come about in time
   */
  public void connect(InetSocketAddress server, Duration patience) throws IOException {
    watchdog.started(this);
    int timeoutMillis = (int) Math.max(1, deadline.remaining(patience).toMillis());
    socket.connect(server, timeoutMillis);
  }

  @Override
  public SSLSocket layerTls(SSLSocketFactory factory, String peerHost) throws IOException {
    return (SSLSocket) factory.createSocket(socket, peerHost, socket.getPort(), true);
  }

  @Override
  public void continueInside(SSLSocket tlsSocket) {
    spokenOn = tlsSocket;
  }

  /**
   * What the server sends.
   *
   * @return the stream of the socket, inside TLS if there is any
   * @throws IOException if it is not connected any more
   */
  public InputStream in() throws IOException {
    return spokenOn.getInputStream();
  }

  /**
   * What the server gets.
   *
   * @return the stream of the socket, inside TLS if there is any
   * @throws IOException if it is not connected any more
   */
  public OutputStream out() throws IOException {
    return spokenOn.getOutputStream();
  }

  /**
   * Why the socket was closed from our side.
   *
   * @return empty if it was not
   */
  public Optional<Expiry> expiry() {
    return Optional.ofNullable(expiry);
  }

  @Override
  public void check(long nowNanos) {
    if (expiry == null && deadline.hasPassed()) {
      expire(Expiry.DEADLINE);
    }
  }

  /** Ends the exchange at once. */
  @Override
  public void cancel() {
    expire(Expiry.CANCELLED);
  }

  private void expire(Expiry reason) {
    expiry = reason;
    try {
      socket.close();
    } catch (IOException e) {
      // A socket that cannot be closed is of no use to anybody either.
    }
  }

  @Override
  public void close() throws IOException {
    watchdog.stopped(this);
    socket.close();
  }
}
