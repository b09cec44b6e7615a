package org.enforcedtls.testkit.mx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How content is read. Line ends are written {@code /}, a bare CR {@code ^}, a bare LF {@code _}.
 */
@Timeout(60)
class ContentTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @ParameterizedTest
  @CsvSource({
    "./,              ''",
    "a/./,            a/",
    "../.a/...b/./,   ./a/..b/",
    "a.b/a./c/./,     a.b/a./c/",
    "a^.^/./,         a^.^/",
    "a_._b/./,        a_._b/",
    "a_./b/./,        a_./b/",
    "a^._b/./,        a^._b/",
    ".^a/./,          ^a/",
    "._a/./,          _a/",
    "'/ / ././',      '/ / ./'",
    "/./,             /",
  })
  void dataEndsAtALineWithADotAndLosesDoubledDots(String sent, String content) throws IOException {
    try (ScriptedMx mx = ScriptedMx.builder().start();
        RawClient client = withRecipient(mx)) {
      client.say("DATA\r\n");
      client.send(octets(sent) + "NOOP\r\n");

      assertThat(client.reply()).isEqualTo("250 2.0.0 queued\r\n");
      assertThat(client.reply()).isEqualTo("250 2.0.0 ok\r\n");
      ReceivedMessage message = mx.messages().get(0);
      assertThat(message.contentText()).isEqualTo(octets(content));
      assertThat(new String(message.rawContent(), StandardCharsets.UTF_8)).isEqualTo(octets(sent));
      assertThat(message.contentSizeOctets()).isEqualTo(octets(content).length());
    }
  }

  private static String octets(String text) {
    return text.replace("/", "\r\n").replace('^', '\r').replace('_', '\n');
  }

  @ParameterizedTest
  @CsvSource({
    "BDAT 3 LAST/a.b,                      1, a.b",
    "BDAT 3/a/BDAT 5/..b/BDAT 3 LAST/./,   3, a/..b/./",
    "BDAT 1/xbdat 0 last/,                 2, x",
    "BDAT 2/abBDAT 1  LAST/c,              2, abc",
    "BDAT 8/././/BDAT 0 LAST/,             2, ././/",
  })
  void chunksAreJoinedAsTheyCame(String sent, int chunks, String content) throws IOException {
    try (ScriptedMx mx = ScriptedMx.builder().start();
        RawClient client = withRecipient(mx)) {
      client.send(octets(sent) + "NOOP\r\n");
      for (int i = 0; i < chunks; i++) {
        assertThat(client.reply()).startsWith("250 2.0.0 ");
      }
      assertThat(client.reply()).isEqualTo("250 2.0.0 ok\r\n");
      assertThat(mx.messages().get(0).contentText()).isEqualTo(octets(content));
      assertThat(mx.messages().get(0).rawContent()).isEqualTo(mx.messages().get(0).content());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"BDAT", "BDAT x", "BDAT -1 LAST", "BDAT 5 LATE", "BDAT 1234567890123456"})
  void chunkOfUnknownSizeEndsTheConnection(String command) throws IOException {
    try (ScriptedMx mx = ScriptedMx.builder().start();
        RawClient client = withRecipient(mx)) {
      client.send(command + "\r\n");

      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void contentInsideWhichTheClientLeavesIsNoMessage() throws IOException {
    for (String command : new String[] {"DATA\r\nhalf a line", "BDAT 100 LAST\r\nhalf"}) {
      try (ScriptedMx mx = ScriptedMx.builder().start()) {
        try (RawClient client = withRecipient(mx)) {
          client.send(command);
        }
        mx.awaitEnded(1, PATIENCE);
        assertThat(mx.connections().get(0).transferredMessages()).isEmpty();
      }
    }
  }

  @Test
  void contentIsKeptUpToTheLimitAndCountedBeyond() throws IOException {
    try (ScriptedMx mx = ScriptedMx.builder().recordLimitOctets(100).start();
        RawClient client = withRecipient(mx)) {
      assertThat(client.say("BDAT 5000 LAST\r\n" + "x".repeat(5000))).startsWith("250");

      assertThat(mx.messages().get(0).content()).hasSize(100);
      assertThat(mx.messages().get(0).contentSizeOctets()).isEqualTo(5000);
      WireLog log = mx.connections().get(0).wireLog();
      assertThat(log.tcpOctets(Direction.RECEIVED)).hasSize(100);
      assertThat(log.tcpSizeOctets(Direction.RECEIVED)).isGreaterThan(5000);
    }
  }

  @Test
  void refusedRecipientIsNotInTheEnvelope() throws IOException {
    try (ScriptedMx mx = ScriptedMx.builder().recipients("550 no\r\n", "250 yes\r\n").start();
        RawClient client = RawClient.greetedBy(mx)) {
      client.say("MAIL FROM:<>\r\n");
      client.say("RCPT TO:<refused@y.test>\r\n");
      client.say("RCPT TO:<taken@y.test>\r\n");
      client.say("BDAT 0 LAST\r\n");

      assertThat(mx.messages().get(0).reversePath().address()).isEmpty();
      assertThat(mx.messages().get(0).recipients())
          .extracting(EnvelopePath::address)
          .containsExactly("taken@y.test");
      assertThat(mx.messages().get(0).protection()).isEqualTo(Protection.CLEAR);
    }
  }

  private static RawClient withRecipient(ScriptedMx mx) throws IOException {
    RawClient client = RawClient.greetedBy(mx);
    client.say("MAIL FROM:<a@x.test>\r\n");
    client.say("RCPT TO:<b@y.test>\r\n");
    return client;
  }
}
