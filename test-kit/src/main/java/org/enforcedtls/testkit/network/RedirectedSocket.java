package org.enforcedtls.testkit.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A socket that goes where the network leads it, and to no proxy. For one thread, but close. */
final class RedirectedSocket extends Socket {
  private final LoopbackNetwork network;
  private final CountDownLatch closing = new CountDownLatch(1);

  RedirectedSocket(LoopbackNetwork network) {
    super(Proxy.NO_PROXY);
    this.network = network;
  }

  @Override
  public void connect(SocketAddress endpoint) throws IOException {
    connect(endpoint, 0);
  }

  @Override
  public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
    if (!(endpoint instanceof InetSocketAddress dialled)) {
      throw new IllegalArgumentException("expected an address and port, found " + endpoint);
    }
    if (isClosed()) {
      throw new SocketException("Socket is closed");
    }
    if (isConnected()) {
      throw new SocketException("already connected");
    }
    try {
      if (dialled.isUnresolved()) {
        throw new UnknownHostException(dialled.getHostString());
      }
      super.connect(network.dial(dialled).target(this, timeoutMillis), timeoutMillis);
    } catch (IOException e) {
      close(); // as the JDK does with its own
      throw e;
    }
  }

  /** Always ends in an exception: when the time is up (0 is never), or the socket is closed. */
  SocketException awaitInVain(int timeoutMillis) throws SocketTimeoutException {
    try {
      if (timeoutMillis == 0) {
        closing.await();
      } else if (!closing.await(timeoutMillis, TimeUnit.MILLISECONDS)) {
        throw new SocketTimeoutException("Connect timed out");
      }
      return new SocketException("Socket closed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new SocketException("Closed by interrupt");
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closing.countDown();
    super.close();
  }
}
