package org.enforcedtls.interop;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/**
 * Hands questions over UDP on to a resolver: programs that read {@code /etc/resolv.conf} ask at
 * port 53, where BIND listens on addresses of interfaces only. Answers have to fit into a datagram.
 */
final class DnsRelay implements AutoCloseable {
  private static final int PORT = 53;
  private static final int MAX_OCTETS = 65_535;
  private static final int PATIENCE_MILLIS = 5_000;

  private final DatagramSocket front;
  private final InetSocketAddress resolver;
  private final Thread thread = new Thread(this::relay, "dns-relay");

  private DnsRelay(DatagramSocket front, InetSocketAddress resolver) {
    this.front = front;
    this.resolver = resolver;
  }

  static DnsRelay to(InetSocketAddress resolver) throws IOException {
    InetAddress address = InetAddress.getByName(LoopbackAddress.random());
    DnsRelay relay = new DnsRelay(new DatagramSocket(PORT, address), resolver);
    relay.thread.setDaemon(true);
    relay.thread.start();
    return relay;
  }

  String address() {
    return front.getLocalAddress().getHostAddress();
  }

  private void relay() {
    while (!front.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_OCTETS], MAX_OCTETS);
        front.receive(packet);
        ask(packet);
        front.send(packet);
      } catch (SocketTimeoutException e) {
        // The one who asked notices that too.
      } catch (SocketException closed) {
        return;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Puts the answer in the place of the question, to go back to where that came from. */
  private void ask(DatagramPacket packet) throws IOException {
    try (DatagramSocket back = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      back.setSoTimeout(PATIENCE_MILLIS);
      back.connect(resolver);
      back.send(new DatagramPacket(packet.getData(), packet.getLength()));
      DatagramPacket answer = new DatagramPacket(new byte[MAX_OCTETS], MAX_OCTETS);
      back.receive(answer);
      packet.setData(answer.getData(), 0, answer.getLength());
    }
  }

  @Override
  public void close() {
    front.close();
  }
}
