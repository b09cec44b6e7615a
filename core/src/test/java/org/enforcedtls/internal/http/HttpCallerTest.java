package org.enforcedtls.internal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.dns.AddressFilter;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.internal.route.AddressFinder;
import org.enforcedtls.internal.wire.Dialler;
import org.enforcedtls.internal.wire.Watchdog;
import org.enforcedtls.testkit.dns.DnsBehaviour;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.network.LoopbackNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpCallerTest {
  private static final String HOST = "ca.example";
  private static final String ADDRESS = "192.0.2.80";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration IMPATIENCE = Duration.ofMillis(500);

  private final TestDns dns = TestDns.start();
  private final LoopbackNetwork network = new LoopbackNetwork();
  private final Watchdog watchdog = new Watchdog();
  private ScriptedHttp server;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedHttp();
    dns.address(HOST, ADDRESS);
    network.server(ADDRESS, 80, server.address());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    watchdog.close();
    network.close();
    dns.close();
  }

  @Test
  void bodyComesOverTheSocketsAndTheDnsOfTheClient() throws IOException {
    server.on("/crl", ScriptedHttp.body("octets".getBytes(US_ASCII)));
    assertThat(new String(get("http://ca.example/crl", PATIENCE), US_ASCII)).isEqualTo("octets");
    assertThat(server.lines()).containsExactly("GET /crl");
    assertThat(network.dials()).containsExactly(new InetSocketAddress(ADDRESS, 80));
    assertThat(dns.countOf(HOST, "A")).isEqualTo(1);
  }

  @Test
  void portIsThatOfTheUrl() throws IOException {
    network.server(ADDRESS, 8080, server.address());
    server.on("/crl", ScriptedHttp.body(new byte[] {1}));
    assertThat(get("http://ca.example:8080/crl", PATIENCE)).containsExactly(1);
    assertThat(network.dials()).containsExactly(new InetSocketAddress(ADDRESS, 8080));
  }

  @Test
  void redirectIsNotFollowed() throws IOException {
    server.on("/", ScriptedHttp.raw("HTTP/1.1 302 Found\r\nLocation: http://ca.example/b\r\n\r\n"));
    assertFails("http://ca.example/", PATIENCE, "expected status 200, found 302 Found");
    assertThat(server.lines()).containsExactly("GET /");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fe80::1", "fc00::1"})
  void addressThatPointsInwardsIsNotDialled(String inwards) {
    dns.address("inside.example", inwards);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> get("http://inside.example/", PATIENCE))
        .withMessageStartingWith("inside.example has address ");
    assertThat(network.dials()).isEmpty();
  }

  @Test
  void hostThatCannotBeFoundSaysWhy() {
    assertFails("http://none.example/", PATIENCE, "the host none.example has no address");
    dns.behave("broken.example", "A", DnsBehaviour.SERVFAIL);
    dns.behave("broken.example", "AAAA", DnsBehaviour.SERVFAIL);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> get("http://broken.example/", PATIENCE))
        .withMessageStartingWith("no answer for the address records of broken.example: ");
  }

  @Test
  void addressThatRefusesGivesWayToTheNext() throws IOException {
    server.on("/", ScriptedHttp.body(new byte[] {1}));
    dns.address("two.example", "2001:db8::80").address("two.example", ADDRESS);
    assertThat(get("http://two.example/", PATIENCE)).containsExactly(1);
    assertThat(network.dials()).hasSize(2);
  }

  @Test
  void addressThatNeverAnswersLeavesTimeForTheNext() throws IOException {
    server.on("/", ScriptedHttp.body(new byte[] {1}));
    dns.address("two.example", "2001:db8::80").address("two.example", ADDRESS);
    network.blackhole("2001:db8::80");
    assertThat(get("http://two.example/", Duration.ofSeconds(6))).containsExactly(1);
  }

  @Test
  void everyAddressThatFailedIsNamed() {
    dns.address("two.example", "192.0.2.81").address("two.example", "192.0.2.82");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> get("http://two.example/", PATIENCE))
        .withMessageContaining("192.0.2.81: Connection refused")
        .withMessageContaining("192.0.2.82: Connection refused");
  }

  @Test
  void serverThatIsSilentIsGivenUp() {
    server.on("/", ScriptedHttp.silence());
    assertGivesUp();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "HTTP/1.1 200 OK\r\nX:", "HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n"})
  void serverThatDripsIsGivenUpThoughEachReadSucceeds(String beginning) {
    server.on("/", ScriptedHttp.drip(beginning, 'x'));
    assertGivesUp();
  }

  @Test
  void closedClientEndsACallAtOnce() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    server.on(
        "/",
        client -> {
          reached.countDown();
          ScriptedHttp.silence().to(client);
        });
    CompletableFuture<Void> call =
        CompletableFuture.runAsync(
            () -> assertFails("http://ca.example/", PATIENCE, "the client was closed"));
    reached.await();
    watchdog.close();
    call.get();
  }

  @Test
  void closedClientDialsNobody() throws ExecutionException {
    watchdog.close();
    assertFails("http://ca.example/", PATIENCE, ADDRESS + ": the client was closed");
    assertThat(server.lines()).isEmpty();
  }

  @Test
  void connectionIsClosedWhenTheResponseIsThere() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    server.on(
        "/",
        client -> {
          ScriptedHttp.body(new byte[] {1}).to(client);
          ScriptedHttp.silence().to(client);
          closed.countDown();
        });
    assertThat(get("http://ca.example/", PATIENCE)).containsExactly(1);
    closed.await();
  }

  @Test
  void ocspIsPostedAndCrlsAreGot() throws IOException {
    server
        .on("/ocsp", ScriptedHttp.body(new byte[] {1}))
        .on("/crl", ScriptedHttp.body(new byte[] {2}));
    HttpRevocationFetcher fetcher = new HttpRevocationFetcher(dialler(), finder(), PATIENCE);
    assertThat(fetcher.ocspResponse(URI.create("http://ca.example/ocsp"), new byte[] {7, 8}))
        .containsExactly(1);
    assertThat(fetcher.crl(URI.create("http://ca.example/crl"))).containsExactly(2);
    assertThat(server.lines()).containsExactly("POST /ocsp", "GET /crl");
    assertThat(server.asked().get(0).body()).isEqualTo("\7\10");
    assertThat(server.asked().get(0).head())
        .contains("\r\nContent-Type: application/ocsp-request\r\n");
  }

  @Test
  void ocspResponseIsBoundedMoreTightlyThanACrl() throws IOException {
    byte[] long1 = new byte[64 * 1024 + 1];
    server.on("/", ScriptedHttp.body(long1));
    HttpRevocationFetcher fetcher = new HttpRevocationFetcher(dialler(), finder(), PATIENCE);
    URI url = URI.create("http://ca.example/");
    assertThat(fetcher.crl(url)).hasSameSizeAs(long1);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> fetcher.ocspResponse(url, new byte[1]))
        .withMessage("a response of more than 65536 octets");
  }

  /** On a machine with much to do the time may be up before the connection is there. */
  private void assertGivesUp() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> get("http://ca.example/", IMPATIENCE))
        .withMessageMatching("(192\\.0\\.2\\.80: )?not done within PT0\\.5S");
  }

  private void assertFails(String url, Duration limit, String message) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> get(url, limit))
        .withMessage(message);
  }

  private byte[] get(String url, Duration limit) throws IOException {
    HttpCaller caller = new HttpCaller(dialler(), finder(), HttpSecurity.NONE, limit);
    return caller
        .call(
            HttpRequest.get(HttpLocation.of(URI.create(url))),
            new BodyBounds(100_000, BodyEnd.MARKED_OR_CLOSE))
        .body();
  }

  private Dialler dialler() {
    return new Dialler(network, watchdog, DialogueTimeouts.defaults());
  }

  private AddressFinder finder() {
    return new AddressFinder(
        DnsClient.builder().resolvers(List.of(dns.socketAddress())).build(),
        AddressFilter.publicOnly(),
        2);
  }
}
