package org.enforcedtls.testkit.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.enforcedtls.testkit.dns.DnsQuery.Transport;
import org.enforcedtls.testkit.internal.threads.Workers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Queries over connections, each with two octets of length before it (RFC 1035 §4.2.2). */
final class TcpListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TcpListener.class);

  private final ServerSocket server;
  private final Responder responder;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final Workers workers = new Workers();

  TcpListener(InetSocketAddress address, Responder responder) throws IOException {
    this.server = new ServerSocket(address.getPort(), 0, address.getAddress());
    this.responder = responder;
  }

  InetSocketAddress socketAddress() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  void start() {
    workers.start("test-dns-tcp " + socketAddress(), this::accept);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        connections.add(connection);
        workers.start("test-dns-tcp connection to " + socketAddress(), () -> serve(connection));
      } catch (IOException e) {
        LOG.debug("no longer accepting", e);
      }
    }
    closeConnections();
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(connection.getInputStream());
      DataOutputStream out = new DataOutputStream(connection.getOutputStream());
      while (true) {
        Optional<byte[]> answer =
            responder.respond(in.readNBytes(in.readUnsignedShort()), Transport.TCP);
        if (answer.isPresent()) {
          byte[] octets = answer.get();
          byte[] framed = new byte[octets.length + 2];
          framed[0] = (byte) (octets.length >> 8);
          framed[1] = (byte) octets.length;
          System.arraycopy(octets, 0, framed, 2, octets.length);
          out.write(framed);
        }
      }
    } catch (IOException e) {
      LOG.debug("connection ended", e);
    } finally {
      connections.remove(connection);
    }
  }

  private void closeConnections() {
    for (Socket connection : connections) {
      try {
        connection.close();
      } catch (IOException e) {
        LOG.debug("connection did not close", e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    closeConnections();
    workers.awaitEnd();
  }
}
