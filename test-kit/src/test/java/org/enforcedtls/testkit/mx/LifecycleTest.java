package org.enforcedtls.testkit.mx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.enforcedtls.testkit.ca.TestCa;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class LifecycleTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final TestCa CA = TestCa.create("Test CA");
  private static final int CLIENTS = 8;

  @Test
  void connectionsAtOnceDoNotDisturbEachOther() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    CyclicBarrier together = new CyclicBarrier(CLIENTS);
    try (ScriptedMx mx = ScriptedMx.builder().certificate(CA.issue("mx.test")).start()) {
      List<Future<?>> sent = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        String number = "client-" + i;
        sent.add(
            clients.submit(
                () -> {
                  try (RawClient client = RawClient.inTls(mx, CA.clientContext())) {
                    client.say("MAIL FROM:<" + number + "@x.test>\r\n");
                    client.say("RCPT TO:<" + number + "@y.test>\r\n");
                    together.await(10, TimeUnit.SECONDS);
                    return client.say("BDAT 10 LAST\r\n" + number + "\r\n");
                  }
                }));
      }
      for (Future<?> each : sent) {
        assertThat((String) each.get(20, TimeUnit.SECONDS)).startsWith("250");
      }
      assertThat(mx.awaitMessages(CLIENTS, PATIENCE))
          .hasSize(CLIENTS)
          .allSatisfy(
              message -> {
                String number = message.contentText().strip();
                assertThat(message.reversePath().address()).isEqualTo(number + "@x.test");
                assertThat(message.recipients().get(0).address()).isEqualTo(number + "@y.test");
              });
      assertThat(mx.connections())
          .extracting(MxConnection::number)
          .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    } finally {
      clients.shutdownNow();
    }
  }

  /** Among them those in which the server waits, writes without end, or does not read. */
  @ParameterizedTest
  @EnumSource(
      names = {"SILENT", "EHLO_ENDLESS", "EHLO_DRIPPING", "STARTTLS_SILENT", "QUIT_REFUSED"})
  void closeIsPromptAndLeavesNoThread(MxFault fault) throws IOException {
    ScriptedMx mx =
        ScriptedMx.builder()
            .certificate(CA.issue("mx.test"))
            .hostName("host-" + fault)
            .fault(fault)
            .start();
    try (RawClient client = new RawClient(mx.address())) {
      client.send("EHLO client.test\r\nSTARTTLS\r\n");
      mx.awaitConnections(1, PATIENCE);
      awaitThreads(2, mx);
      long start = System.nanoTime();

      mx.close();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
      assertThat(threadsOf(mx)).isEmpty();
      assertThat(mx.connections().get(0).isEnded()).isTrue();
    }
  }

  @Test
  void delayDoesNotOutliveTheServer() throws IOException {
    ScriptedMx mx = ScriptedMx.builder().on(Cue.CONNECT, Action.delay(Duration.ofHours(1))).start();
    try (RawClient client = new RawClient(mx.address())) {
      mx.awaitConnections(1, PATIENCE);

      mx.close();

      assertThat(threadsOf(mx)).isEmpty();
      assertThat(client.isEnded()).isTrue();
    }
  }

  private static List<String> threadsOf(ScriptedMx mx) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.endsWith(mx.toString()))
        .toList();
  }

  private static void awaitThreads(int count, ScriptedMx mx) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (threadsOf(mx).size() != count && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(threadsOf(mx)).hasSize(count);
  }

  @Test
  void threadOfAnEndedConnectionEnds() throws IOException {
    try (ScriptedMx mx = ScriptedMx.builder().start()) {
      for (int i = 0; i < 3; i++) {
        RawClient.greetedBy(mx).close();
      }
      mx.awaitEnded(3, PATIENCE);
      awaitThreads(1, mx);
    }
  }

  @Test
  void closingAgainDoesNothingAndTheRecordStays() throws IOException {
    ScriptedMx mx = ScriptedMx.builder().start();
    try (RawClient client = RawClient.greetedBy(mx)) {
      client.say("NOOP\r\n");
      mx.close();

      assertThatCode(mx::close).doesNotThrowAnyException();
      assertThat(mx.connections().get(0).verbs()).containsExactly("NOOP");
      assertThatExceptionOfType(SocketException.class)
          .isThrownBy(() -> new RawClient(mx.address()).close());
    }
  }

  @Test
  void waitInVainSaysWhatWasFound() throws IOException {
    try (ScriptedMx mx = ScriptedMx.builder().hostName("lonely.test").start()) {
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> mx.awaitConnections(2, Duration.ofMillis(10)))
          .withMessage("expected 2 connections to %s within PT0.01S, found 0", mx);
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> mx.awaitMessages(1, Duration.ofMillis(10)));
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> mx.awaitEnded(1, Duration.ofMillis(10)));
    }
  }

  @Test
  void listensWhereItWasTold() throws IOException {
    InetAddress other = InetAddress.getByName("127.0.0.2");
    try (ScriptedMx mx = ScriptedMx.builder().listen(other, 0).start();
        RawClient client = RawClient.greetedBy(mx)) {
      assertThat(mx.address().getAddress()).isEqualTo(other);
      assertThat(client.say("NOOP\r\n")).startsWith("250");
    }
  }
}
