package org.enforcedtls.testkit.network;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.enforcedtls.testkit.mx.ScriptedMx;

/**
 * Makes sockets that reach scripted hosts at whatever address they were given, so that tests need
 * neither root for port 25 nor addresses of their own. An address that was not given is refused.
 * Safe for use by several threads at once.
 */
public final class LoopbackNetwork extends SocketFactory {
  @FunctionalInterface
  private interface Behaviour {
    /** Where the connection goes, after as much of the time-out as the behaviour takes. */
    InetSocketAddress target(int timeoutMillis) throws IOException;
  }

  private final Map<InetAddress, Behaviour> hosts = new ConcurrentHashMap<>();
  private final List<InetSocketAddress> dials = new CopyOnWriteArrayList<>();

  /** A network without hosts. */
  public LoopbackNetwork() {}

  /**
   * Puts a host at an address.
   *
   * @param address an IP address such as {@code 192.0.2.1}
   * @param mx is reached at any port of it
   * @return this
   * @throws IllegalArgumentException if it is not an IP address
   */
  public LoopbackNetwork host(String address, ScriptedMx mx) {
    requireNonNull(mx, "mx");
    return put(address, timeout -> mx.address());
  }

  /**
   * Puts a server of another kind at an address.
   *
   * @param address an IP address such as {@code 192.0.2.1}
   * @param server where it really listens
   * @return this
   * @throws IllegalArgumentException if it is not an IP address
   */
  public LoopbackNetwork server(String address, InetSocketAddress server) {
    requireNonNull(server, "server");
    return put(address, timeout -> server);
  }

  /**
   * Makes an address refuse connections at once.
   *
   * @param address an IP address
   * @return this
   * @throws IllegalArgumentException if it is not an IP address
   */
  public LoopbackNetwork refused(String address) {
    return put(
        address,
        timeout -> {
          throw new ConnectException("Connection refused");
        });
  }

  /**
   * Makes an address one to which there is no route.
   *
   * @param address an IP address
   * @return this
   * @throws IllegalArgumentException if it is not an IP address
   */
  public LoopbackNetwork unreachable(String address) {
    return put(
        address,
        timeout -> {
          throw new NoRouteToHostException("No route to host");
        });
  }

  /**
   * Makes an address never answer: a connection takes its whole time-out and fails.
   *
   * @param address an IP address
   * @return this
   * @throws IllegalArgumentException if it is not an IP address
   */
  public LoopbackNetwork blackhole(String address) {
    return put(
        address,
        timeout -> {
          waitFor(timeout);
          throw new SocketTimeoutException("Connect timed out");
        });
  }

  private static void waitFor(int timeoutMillis) throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    try {
      if (timeoutMillis == 0) {
        never.await();
      } else if (never.await(timeoutMillis, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("nobody counts down");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private LoopbackNetwork put(String address, Behaviour behaviour) {
    hosts.put(parse(address), behaviour);
    return this;
  }

  private static InetAddress parse(String address) {
    if (!address.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
      throw new IllegalArgumentException("expected an IP address, found " + address);
    }
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("expected an IP address, found " + address, e);
    }
  }

  /**
   * What was dialled.
   *
   * @return address and port of each dial, in order
   */
  public List<InetSocketAddress> dials() {
    return List.copyOf(dials);
  }

  @Override
  public Socket createSocket() {
    return new RedirectedSocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  private Socket connected(InetSocketAddress address) throws IOException {
    Socket socket = createSocket();
    socket.connect(address);
    return socket;
  }

  private final class RedirectedSocket extends Socket {
    @Override
    public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
      InetSocketAddress dialled = (InetSocketAddress) endpoint;
      dials.add(dialled);
      Behaviour behaviour = hosts.get(dialled.getAddress());
      if (behaviour == null) {
        throw new ConnectException("the test has no host at " + dialled);
      }
      super.connect(behaviour.target(timeoutMillis), timeoutMillis);
    }
  }
}
