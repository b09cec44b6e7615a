package org.enforcedtls.jakartamail;

import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.SocketFactory;

/**
 * Makes no sockets. Angus Mail's own transports ask the session for their sockets, so that with
 * this factory there they reach nobody, whoever made them and by whatever way. Immutable.
 */
final class BarredSockets extends SocketFactory {
  /**
   * Angus Mail takes a socket of the JDK if the factory fails, unless it timed out: only that
   * exception does not depend on {@code mail.smtp.socketFactory.fallback}.
   */
  private static SocketTimeoutException barred() {
    return new SocketTimeoutException(
        "expected mail of an enforced session to leave by EnforcedTlsTransport, found another"
            + " transport that wants a connection of its own");
  }

  @Override
  public Socket createSocket() throws SocketTimeoutException {
    throw barred();
  }

  @Override
  public Socket createSocket(String host, int port) throws SocketTimeoutException {
    throw barred();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws SocketTimeoutException {
    throw barred();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws SocketTimeoutException {
    throw barred();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws SocketTimeoutException {
    throw barred();
  }
}
