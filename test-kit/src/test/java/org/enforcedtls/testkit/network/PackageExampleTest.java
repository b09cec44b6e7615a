package org.enforcedtls.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import javax.net.SocketFactory;
import org.enforcedtls.testkit.PackageExample;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.junit.jupiter.api.Test;

class PackageExampleTest {
  /** What a reader has in its place. */
  private static final class Application {
    void connectBy(SocketFactory sockets) throws IOException {
      sockets.createSocket("192.0.2.1", 25).close();
    }
  }

  @Test
  void exampleIsThatOfThePackage() throws IOException {
    Application application = new Application();
    try (ScriptedMx mx = ScriptedMx.builder().start()) {
      try (LoopbackNetwork network = new LoopbackNetwork()) {
        network.host("192.0.2.1", mx).refused("192.0.2.2").blackhole("192.0.2.3");

        application.connectBy(network); // a javax.net.SocketFactory

        assertThat(network.dials()).containsExactly(new InetSocketAddress("192.0.2.1", 25));
      }
    }
    PackageExample.isPartOf(getClass());
  }
}
