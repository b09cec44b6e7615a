package org.enforcedtls.interop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Looks whether a server listens. */
final class Ports {
  private Ports() {}

  static boolean isOpen(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
