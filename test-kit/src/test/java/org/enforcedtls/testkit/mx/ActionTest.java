package org.enforcedtls.testkit.mx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import org.enforcedtls.testkit.ca.TestCa;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ActionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final TestCa CA = TestCa.create("Test CA");

  @Test
  void textsInARowAreSentAsTheyStandAndInOnePiece() throws IOException {
    byte[] octets = {'2', '5', '0', ' ', 0, (byte) 0xff, '\n'};
    try (ScriptedMx mx = onNoop(Action.send("250-é\n"), Action.send(octets));
        RawClient client = RawClient.greetedBy(mx)) {
      client.send("NOOP\r\n");

      String sent = "250-Ã©\n250 \0\u00ff\n";
      assertThat(client.line() + client.line()).isEqualTo(sent);
      assertThat(mx.connections().get(0).wireLog().entries())
          .endsWith(new WireLog.Entry(Direction.SENT, Protection.CLEAR, sent));
    }
  }

  @Test
  void octetsAreThoseAtTheTimeOfTheCall() throws IOException {
    byte[] octets = "250 a\r\n".getBytes(ISO_8859_1);
    Action action = Action.send(octets);
    octets[4] = 'b';
    try (ScriptedMx mx = onNoop(action);
        RawClient client = RawClient.greetedBy(mx)) {
      assertThat(client.say("NOOP\r\n")).isEqualTo("250 a\r\n");
    }
  }

  @Test
  void delayHoldsBackWhatFollows() throws IOException {
    try (ScriptedMx mx =
            onNoop(
                Action.send("250-one\r\n"),
                Action.delay(Duration.ofMillis(200)),
                Action.send("250 two\r\n"));
        RawClient client = RawClient.greetedBy(mx)) {
      client.send("NOOP\r\n");
      assertThat(client.line()).isEqualTo("250-one\r\n");
      long start = System.nanoTime();
      assertThat(client.line()).isEqualTo("250 two\r\n");

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(150));
    }
  }

  @Test
  void lineIsPaddedToItsSize() throws IOException {
    try (ScriptedMx mx = onNoop(Action.paddedLine("250 ", 600));
        RawClient client = RawClient.greetedBy(mx)) {
      assertThat(client.say("NOOP\r\n")).hasSize(600).startsWith("250 x").endsWith("x\r\n");
    }
    assertThat(Action.paddedLine("250 ", 6)).hasToString("send a line of 6 octets");
    assertThatIllegalArgumentException().isThrownBy(() -> Action.paddedLine("250 ", 5));
  }

  @Test
  void textIsRepeated() throws IOException {
    try (ScriptedMx mx = onNoop(Action.repeat(3, "250-x\r\n"), Action.send("250 y\r\n"));
        RawClient client = RawClient.greetedBy(mx)) {
      assertThat(client.say("NOOP\r\n")).isEqualTo("250-x\r\n250-x\r\n250-x\r\n250 y\r\n");
    }
  }

  @Test
  void stallTakesAllThatComes() throws IOException {
    try (ScriptedMx mx = onNoop(Action.stall());
        RawClient client = RawClient.greetedBy(mx)) {
      client.send("NOOP\r\n");
      for (int i = 0; i < 256; i++) {
        client.send("x".repeat(1 << 16)); // 16 MiB do not fit into the buffers of TCP.
      }
    }
  }

  @Test
  void contentIsReadUpToAPoint() throws IOException {
    try (ScriptedMx mx =
            ScriptedMx.builder()
                .on(
                    Cue.DATA,
                    Action.send("354 go ahead\r\n"),
                    Action.readContent(10),
                    Action.send("451 4.3.0 enough\r\n"),
                    Action.close())
                .start();
        RawClient client = RawClient.greetedBy(mx)) {
      client.say("MAIL FROM:<>\r\n");
      client.say("RCPT TO:<b@y.test>\r\n");
      client.say("DATA\r\n");
      client.send("0123456789" + "x".repeat(100_000));

      assertThat(client.rest()).isEqualTo("451 4.3.0 enough\r\n");
    }
  }

  @Test
  void closeEndsTlsWithItsCloseNotify() throws IOException {
    assertThat(recordsWhenEndedBy(Action.close())).endsWith(TlsRecords.ALERT);
  }

  @Test
  void closeWithoutNotifyEndsTlsWithoutIt() throws IOException {
    assertThat(recordsWhenEndedBy(Action.closeWithoutNotify()))
        .endsWith(TlsRecords.APPLICATION_DATA);
  }

  private static List<Integer> recordsWhenEndedBy(Action end) throws IOException {
    try (ScriptedMx mx =
            ScriptedMx.builder()
                .certificate(CA.issue("mx.test"))
                .tlsProtocols("TLSv1.2")
                .on(Cue.NOOP, Action.send("421 bye\r\n"), end)
                .start();
        RawClient client = RawClient.inTls(mx, CA.clientContext())) {
      client.send("NOOP\r\nNOOP\r\nNOOP\r\n"); // Two of them are never read.
      assertThat(client.rest()).isEqualTo("421 bye\r\n");
      return TlsRecords.sentBy(mx.connections().get(0));
    }
  }

  @Test
  void resetIsNoOrderlyEnd() throws IOException {
    try (ScriptedMx mx = onNoop(Action.reset());
        RawClient client = RawClient.greetedBy(mx)) {
      client.send("NOOP\r\n");

      assertThatExceptionOfType(SocketException.class)
          .isThrownBy(client::rest)
          .withMessageContaining("reset");
    }
  }

  @Test
  void nothingIsDoneAfterTheEnd() throws IOException {
    try (ScriptedMx mx = onNoop(Action.close(), Action.send("250 too late\r\n"));
        RawClient client = RawClient.greetedBy(mx)) {
      client.send("NOOP\r\nNOOP\r\n");

      assertThat(client.rest()).isEmpty();
      mx.awaitEnded(1, PATIENCE);
      assertThat(mx.connections().get(0).verbs()).containsExactly("NOOP");
    }
  }

  @Test
  void emptyScriptDoesNothing() throws IOException {
    try (ScriptedMx mx = onNoop();
        RawClient client = RawClient.greetedBy(mx)) {
      client.send("NOOP\r\n");
      assertThat(client.say("RSET\r\n")).isEqualTo("250 2.0.0 reset\r\n");
    }
  }

  private static ScriptedMx onNoop(Action... script) throws IOException {
    return ScriptedMx.builder().on(Cue.NOOP, script).start();
  }
}
