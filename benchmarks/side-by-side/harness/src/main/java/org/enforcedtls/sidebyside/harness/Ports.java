package org.enforcedtls.sidebyside.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Ports of loopback for a server that cannot choose one itself. */
final class Ports {
  private static final int TRIES = 300;
  private static final int BETWEEN_MILLIS = 100;

  private Ports() {}

  static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static void awaitOpen(int port) throws IOException, InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException notYet) {
        Thread.sleep(BETWEEN_MILLIS);
      }
    }
    throw new IOException("expected somebody to listen on port " + port);
  }
}
