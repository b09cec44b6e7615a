package org.enforcedtls.testkit.dns;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import org.enforcedtls.testkit.dns.DnsQuery.Transport;
import org.enforcedtls.testkit.internal.threads.Workers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Queries in datagrams. */
final class UdpListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UdpListener.class);
  private static final int MAX_OCTETS = 65535;

  private final DatagramSocket socket;
  private final Responder responder;
  private final Workers workers = new Workers();

  UdpListener(InetSocketAddress address, Responder responder) throws IOException {
    this.socket = new DatagramSocket(address);
    this.responder = responder;
  }

  void start() {
    workers.start("test-dns-udp " + socket.getLocalSocketAddress(), this::serve);
  }

  private void serve() {
    byte[] buffer = new byte[MAX_OCTETS];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        Optional<byte[]> answer =
            responder.respond(Arrays.copyOf(buffer, packet.getLength()), Transport.UDP);
        if (answer.isPresent()) {
          byte[] octets = answer.get();
          socket.send(new DatagramPacket(octets, octets.length, packet.getSocketAddress()));
        }
      } catch (IOException e) {
        LOG.debug("datagram not answered", e);
      }
    }
  }

  @Override
  public void close() {
    socket.close();
    workers.awaitEnd();
  }
}
