package org.enforcedtls.sidebyside.enforced;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/** Plain sockets, but for the port: the sink has another than 25, to need no root. */
final class SinkSockets extends SocketFactory {
  private final int port;

  SinkSockets(int port) {
    this.port = port;
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
        InetAddress address = ((InetSocketAddress) endpoint).getAddress();
        super.connect(new InetSocketAddress(address, port), timeoutMillis);
      }
    };
  }

  @Override
  public Socket createSocket(String host, int ignored) {
    throw new UnsupportedOperationException("only unconnected sockets");
  }

  @Override
  public Socket createSocket(String host, int ignored, InetAddress from, int fromPort) {
    throw new UnsupportedOperationException("only unconnected sockets");
  }

  @Override
  public Socket createSocket(InetAddress host, int ignored) {
    throw new UnsupportedOperationException("only unconnected sockets");
  }

  @Override
  public Socket createSocket(InetAddress host, int ignored, InetAddress from, int fromPort) {
    throw new UnsupportedOperationException("only unconnected sockets");
  }
}
