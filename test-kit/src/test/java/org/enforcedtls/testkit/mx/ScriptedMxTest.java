package org.enforcedtls.testkit.mx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.enforcedtls.testkit.ca.TestCa;
import org.junit.jupiter.api.Test;

class ScriptedMxTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final TestCa CA = TestCa.create("Test CA");

  @Test
  void messageUnderTlsIsRecordedWithItsEnvelope() throws IOException {
    try (ScriptedMx mx = ScriptedMx.builder().certificate(CA.issue("mx.test")).start();
        RawClient client = RawClient.inTls(mx, CA.clientContext())) {
      assertThat(client.say("MAIL FROM:<a@x.test> SIZE=10 BODY=8BITMIME\r\n")).startsWith("250");
      assertThat(client.say("RCPT TO:<\"b>c\"@y.test> NOTIFY=NEVER\r\n")).startsWith("250");
      assertThat(client.say("DATA\r\n")).startsWith("354");
      assertThat(client.say("one\r\n..two\r\n.\r\n")).startsWith("250");
      assertThat(client.say("QUIT\r\n")).startsWith("221");
      assertThat(client.rest()).isEmpty();

      ReceivedMessage message = mx.messages().get(0);
      assertThat(message.reversePath().address()).isEqualTo("a@x.test");
      assertThat(message.reversePath().parameters()).containsExactly("SIZE=10", "BODY=8BITMIME");
      assertThat(message.recipients().get(0).address()).isEqualTo("\"b>c\"@y.test");
      assertThat(message.recipients().get(0).parameters()).containsExactly("NOTIFY=NEVER");
      assertThat(message.contentText()).isEqualTo("one\r\n.two\r\n");
      assertThat(new String(message.rawContent(), StandardCharsets.US_ASCII))
          .isEqualTo("one\r\n..two\r\n.\r\n");
      assertThat(message.protection()).isEqualTo(Protection.TLS);
      assertThat(mx.connections().get(0).turns()).isEqualTo(9);
    }
  }

  @Test
  void pipelinedGroupIsAnsweredInOneTurn() throws IOException {
    try (ScriptedMx mx = ScriptedMx.builder().certificate(CA.issue("mx.test")).start();
        RawClient client = RawClient.inTls(mx, CA.clientContext())) {
      int before = mx.connections().get(0).turns();
      client.send(
          "MAIL FROM:<>\r\nRCPT TO:<a@y.test>\r\nBDAT 4\r\nabcdBDAT 3 LAST\r\n.\r\nRSET\r\n");
      for (int i = 0; i < 5; i++) {
        assertThat(client.reply()).startsWith("250");
      }
      mx.awaitMessages(1, PATIENCE);
      assertThat(mx.messages().get(0).contentText()).isEqualTo("abcd.\r\n");
      assertThat(mx.connections().get(0).turns()).isEqualTo(before + 1);
    }
  }
}
