package org.enforcedtls.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Addresses of the loopback interface that nobody listens on. MX hosts need port 25, so that hosts,
 * and runs of these tests side by side, are told apart by their addresses.
 */
final class LoopbackAddress {
  private static final int ATTEMPTS = 100;

  private LoopbackAddress() {}

  /** Somewhere in 127.0.0.0/8, away from where real services of a machine are found. */
  static String withFreePort25() {
    for (int i = 0; i < ATTEMPTS; i++) {
      String address = random();
      if (isFree(address, 25)) {
        return address;
      }
    }
    throw new IllegalStateException("port 25 is free on none of " + ATTEMPTS + " addresses");
  }

  static String random() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return String.format(
        "127.%d.%d.%d", random.nextInt(1, 255), random.nextInt(256), random.nextInt(1, 255));
  }

  private static boolean isFree(String address, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(InetAddress.getByName(address), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
