package org.enforcedtls.testkit.network;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import org.enforcedtls.testkit.mx.ScriptedMx;

/**
 * Makes sockets that reach scripted hosts at whatever address they were given, so that tests need
 * neither root for port 25 nor addresses of their own. Safe for use by several threads at once.
 *
 * <p><em>Guarantees.</em> A socket connects to a server that the test has put at the address and
 * port it dials, and to nothing else: every other port and address refuses the connection, as a
 * machine without a server there does, and a name that is not an address is an unknown host.
 * Neither a resolver nor a proxy is asked. Not promised: a connected socket tells the address where
 * the server really listens, and a local address to bind to is passed over.
 */
public final class LoopbackNetwork extends SocketFactory implements AutoCloseable {
  private static final int SMTP_PORT = 25;
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})";
  private static final Pattern IP_ADDRESS =
      Pattern.compile("(" + OCTET + "\\.){3}" + OCTET + "|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

  private final Map<InetSocketAddress, Route> servers = new ConcurrentHashMap<>();
  private final Map<InetAddress, Route> others = new ConcurrentHashMap<>();
  private final List<InetSocketAddress> dials = new CopyOnWriteArrayList<>();
  private final Set<RedirectedSocket> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** A network without hosts. */
  public LoopbackNetwork() {}

  /**
   * Puts a host at an address, in place of what was said of it before.
   *
   * @param address an IP address such as {@code 192.0.2.1}
   * @param mx is reached at port 25 of it; the other ports refuse connections
   * @return this
   * @throws IllegalArgumentException if it is not an IP address
   */
  public LoopbackNetwork host(String address, ScriptedMx mx) {
    requireNonNull(mx, "mx");
    InetAddress parsed = parse(address);
    forget(parsed);
    servers.put(new InetSocketAddress(parsed, SMTP_PORT), (dialling, timeout) -> mx.address());
    return this;
  }

  /**
   * Puts an SMTP server of another kind at an address, in place of what was said of it before.
   *
   * @param address an IP address such as {@code 192.0.2.1}
   * @param server where it really listens; it is reached at port 25 of the address
   * @return this
   * @throws IllegalArgumentException if it is not an IP address
   */
  public LoopbackNetwork server(String address, InetSocketAddress server) {
    forget(parse(address));
    return server(address, SMTP_PORT, server);
  }

  /**
   * Adds a server at one port of an address, such as that for HTTPS, beside those of other ports.
   *
   * @param address an IP address such as {@code 192.0.2.1}
   * @param port at which it is reached
   * @param server where it really listens
   * @return this
   * @throws IllegalArgumentException if it is not an IP address, or the port is out of range
   */
  public LoopbackNetwork server(String address, int port, InetSocketAddress server) {
    requireNonNull(server, "server");
    InetAddress parsed = parse(address);
    others.remove(parsed);
    servers.put(new InetSocketAddress(parsed, port), (dialling, timeout) -> server);
    return this;
  }

  /**
   * Makes an address refuse connections at once, as one does of which nothing was said.
   *
   * @param address an IP address
   * @return this
   * @throws IllegalArgumentException if it is not an IP address
   */
  public LoopbackNetwork refused(String address) {
    return put(address, LoopbackNetwork::refuse);
  }

  private static InetSocketAddress refuse(RedirectedSocket dialling, int timeoutMillis)
      throws IOException {
    throw new ConnectException("Connection refused");
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
        (dialling, timeout) -> {
          throw new NoRouteToHostException("No route to host");
        });
  }

  /**
   * Makes an address never answer: a connection takes its whole time-out and fails. Without a
   * time-out it waits until its socket or this network is closed.
   *
   * @param address an IP address
   * @return this
   * @throws IllegalArgumentException if it is not an IP address
   */
  public LoopbackNetwork blackhole(String address) {
    return put(address, this::swallow);
  }

  private InetSocketAddress swallow(RedirectedSocket dialling, int timeoutMillis)
      throws IOException {
    waiting.add(dialling);
    try {
      if (closed) {
        return refuse(dialling, timeoutMillis);
      }
      throw dialling.awaitInVain(timeoutMillis);
    } finally {
      waiting.remove(dialling);
    }
  }

  private LoopbackNetwork put(String address, Route route) {
    InetAddress parsed = parse(address);
    forget(parsed);
    others.put(parsed, route);
    return this;
  }

  private void forget(InetAddress address) {
    others.remove(address);
    servers.keySet().removeIf(server -> server.getAddress().equals(address));
  }

  /** By form first: the JDK would ask a resolver for what is no address. */
  private static InetAddress parse(String address) {
    if (!IP_ADDRESS.matcher(address).matches()) {
      throw new IllegalArgumentException("expected an IP address, found " + address);
    }
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("expected an IP address, found " + address, e);
    }
  }

  Route dial(InetSocketAddress dialled) {
    dials.add(dialled);
    if (closed) {
      return LoopbackNetwork::refuse;
    }
    Route other = others.getOrDefault(dialled.getAddress(), LoopbackNetwork::refuse);
    return servers.getOrDefault(dialled, other);
  }

  /**
   * What was dialled, with or without success.
   *
   * @return address and port of each dial, in order; names that are no addresses are not among them
   */
  public List<InetSocketAddress> dials() {
    return List.copyOf(dials);
  }

  /**
   * Ends the connections that wait for an address that never answers, and refuses all to come. The
   * servers and the connections to them stay.
   *
   * @throws UncheckedIOException if a socket cannot be closed
   */
  @Override
  public void close() {
    closed = true;
    try {
      for (RedirectedSocket socket : waiting) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Socket createSocket() {
    return new RedirectedSocket(this);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(
        IP_ADDRESS.matcher(host).matches()
            ? new InetSocketAddress(parse(host), port)
            : InetSocketAddress.createUnresolved(host, port));
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
}
