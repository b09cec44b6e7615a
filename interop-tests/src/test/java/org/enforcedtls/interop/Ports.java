package org.enforcedtls.interop;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Looks whether a server listens, and where one can. */
final class Ports {
  private Ports() {}

  /**
   * A port of 127.0.0.1 that is free for UDP and TCP, for a server that cannot choose by itself.
   */
  static int free() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    while (true) {
      try (DatagramSocket udp = new DatagramSocket(0, loopback);
          ServerSocket tcp = new ServerSocket(udp.getLocalPort(), 1, loopback)) {
        return tcp.getLocalPort();
      } catch (BindException e) {
        // What is free for UDP is taken for TCP: another one.
      }
    }
  }

  static boolean isOpen(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
