package org.enforcedtls.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class LoopbackNetworkTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private final LoopbackNetwork network = new LoopbackNetwork();
  private ScriptedMx mx;

  @BeforeEach
  void start() throws IOException {
    mx = ScriptedMx.builder().start();
  }

  @AfterEach
  void stop() {
    network.close();
    mx.close();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1,            192.0.2.1",
    "2001:db8::1,          2001:db8:0:0:0:0:0:1",
    "::ffff:192.0.2.1,     192.0.2.1",
    "203.0.113.255,        203.0.113.255",
  })
  void hostIsReachedAtPort25OfItsAddress(String put, String dialled) throws IOException {
    network.host(put, mx);

    try (Socket socket = dial(dialled, 25)) {
      assertThat(greeting(socket)).isEqualTo("220");
    }
    assertThat(mx.awaitConnections(1, PATIENCE)).hasSize(1);
    assertThat(network.dials())
        .containsExactly(new InetSocketAddress(InetAddress.getByName(dialled), 25));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1,   465", // the host, another port
    "192.0.2.1,   24",
    "192.0.2.2,   25", // the port, another host
    "127.0.0.1,   25",
    "2001:db8::1, 25",
  })
  void whatWasNotPutThereRefuses(String address, int port) {
    network.host("192.0.2.1", mx);

    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> dial(address, port));
    assertThat(mx.connections()).isEmpty();
    assertThat(network.dials()).hasSize(1);
  }

  @Test
  void serverThatListensOnLoopbackIsNotReachedAtItsOwnAddress() {
    network.host("192.0.2.1", mx);

    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> connect(mx.address(), 10_000));
    assertThat(mx.connections()).isEmpty();
  }

  @Test
  void portsOfOneAddressLeadToTheirServers() throws IOException {
    try (ScriptedMx other = ScriptedMx.builder().start()) {
      network.host("192.0.2.1", mx).server("192.0.2.1", 443, other.address());

      dial("192.0.2.1", 443).close();
      other.awaitConnections(1, PATIENCE);
      dial("192.0.2.1", 25).close();
      mx.awaitConnections(1, PATIENCE);

      assertThat(other.connections()).hasSize(1);
    }
  }

  @Test
  void whatIsSaidLastOfAnAddressHolds() throws IOException {
    network.refused("192.0.2.1").host("192.0.2.1", mx);
    dial("192.0.2.1", 25).close();

    network.unreachable("192.0.2.1");
    assertThatExceptionOfType(NoRouteToHostException.class).isThrownBy(() -> dial("192.0.2.1", 25));

    network.server("192.0.2.1", mx.address());
    dial("192.0.2.1", 25).close();
    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> dial("192.0.2.1", 26));

    network.refused("192.0.2.1");
    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> dial("192.0.2.1", 25));
  }

  @Test
  void hostThatIsClosedRefuses() {
    network.host("192.0.2.1", mx);
    mx.close();

    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> dial("192.0.2.1", 25));
  }

  /** No resolver is asked: the JDK's own would know localhost. */
  @ParameterizedTest
  @ValueSource(strings = {"localhost", "mx.fi.example", "192.0.2", "192.0.2.256", "1"})
  void nameIsAnUnknownHost(String name) {
    assertThatExceptionOfType(UnknownHostException.class)
        .isThrownBy(() -> network.createSocket(name, 25));
    assertThatExceptionOfType(UnknownHostException.class)
        .isThrownBy(() -> connect(InetSocketAddress.createUnresolved(name, 25), 10_000));
  }

  @Test
  void factoryMethodsThatConnectAreRedirectedToo() throws IOException {
    network.host("192.0.2.1", mx);
    InetAddress address = InetAddress.getByName("192.0.2.1");
    InetAddress local = InetAddress.getByName("198.51.100.1");

    network.createSocket("192.0.2.1", 25).close();
    network.createSocket(address, 25).close();
    network.createSocket("192.0.2.1", 25, local, 0).close();
    network.createSocket(address, 25, local, 0).close();

    mx.awaitConnections(4, PATIENCE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "mx.example", "192.0.2", "256.0.2.1", "1.2.3.4.5", "::1::", "1"})
  void whatIsNoAddressIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.host(text, mx))
        .withMessage("expected an IP address, found " + text);
    assertThatIllegalArgumentException().isThrownBy(() -> network.refused(text));
    assertThatIllegalArgumentException().isThrownBy(() -> network.server(text, mx.address()));
  }

  @Test
  void failedSocketIsClosed() {
    Socket socket = network.createSocket();

    assertThat(catchThrowable(() -> socket.connect(at("192.0.2.9"), 10_000)))
        .isInstanceOf(ConnectException.class);

    assertThat(socket.isClosed()).isTrue();
    assertThat(catchThrowable(() -> socket.connect(at("192.0.2.9"), 10_000)))
        .isExactlyInstanceOf(SocketException.class);
  }

  @Test
  void blackholeTakesTheWholeTimeOut() {
    network.blackhole("192.0.2.1");
    long start = System.nanoTime();

    assertThatExceptionOfType(SocketTimeoutException.class)
        .isThrownBy(() -> connect(at("192.0.2.1"), 150));

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(150), PATIENCE);
  }

  @Test
  void closingTheSocketEndsItsWaitForABlackhole() throws Exception {
    network.blackhole("192.0.2.1");
    Socket socket = network.createSocket();
    CompletableFuture<Throwable> dial = dialInVain(socket);

    socket.close();

    assertThat(dial.get(10, TimeUnit.SECONDS))
        .isExactlyInstanceOf(SocketException.class)
        .hasMessage("Socket closed");
  }

  @Test
  void closingTheNetworkEndsAllWaitsForABlackhole() throws Exception {
    network.blackhole("192.0.2.1");
    CompletableFuture<Throwable> one = dialInVain(network.createSocket());
    CompletableFuture<Throwable> two = dialInVain(network.createSocket());

    network.close();

    assertThat(one.get(10, TimeUnit.SECONDS)).isInstanceOf(SocketException.class);
    assertThat(two.get(10, TimeUnit.SECONDS)).isInstanceOf(SocketException.class);
  }

  @Test
  void closedNetworkRefusesAndKeepsWhatIsConnected() throws IOException {
    network.host("192.0.2.1", mx).blackhole("192.0.2.2");
    try (Socket socket = dial("192.0.2.1", 25)) {
      network.close();
      network.close();

      assertThat(greeting(socket)).isEqualTo("220");
      assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> dial("192.0.2.1", 25));
      assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> dial("192.0.2.2", 25));
    }
  }

  /** Returns once it is dialled; the wait itself begins a moment later, or has begun. */
  private CompletableFuture<Throwable> dialInVain(Socket socket) throws IOException {
    CompletableFuture<Throwable> dial = new CompletableFuture<>();
    int before = network.dials().size();
    Thread dialler =
        new Thread(() -> dial.complete(catchThrowable(() -> socket.connect(at("192.0.2.1"), 0))));
    dialler.setDaemon(true);
    dialler.start();
    while (network.dials().size() == before) {
      Thread.onSpinWait();
    }
    return dial;
  }

  private Socket dial(String address, int port) throws IOException {
    return connect(new InetSocketAddress(InetAddress.getByName(address), port), 10_000);
  }

  private Socket connect(SocketAddress address, int timeoutMillis) throws IOException {
    Socket socket = network.createSocket();
    socket.connect(address, timeoutMillis);
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static InetSocketAddress at(String address) throws IOException {
    return new InetSocketAddress(InetAddress.getByName(address), 25);
  }

  private static String greeting(Socket socket) throws IOException {
    return new String(
        socket.getInputStream().readNBytes(3), java.nio.charset.StandardCharsets.US_ASCII);
  }
}
