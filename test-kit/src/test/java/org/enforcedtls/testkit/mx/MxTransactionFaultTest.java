package org.enforcedtls.testkit.mx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.enforcedtls.testkit.mx.FaultyMx.CERTIFICATE;
import static org.enforcedtls.testkit.mx.FaultyMx.inTls;
import static org.enforcedtls.testkit.mx.FaultyMx.meet;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault from MAIL on shows what its Javadoc says, to a client that judges nothing. */
@Timeout(60)
class MxTransactionFaultTest {
  private static RawClient withRecipient(ScriptedMx mx) throws IOException {
    RawClient client = inTls(mx);
    client.say("MAIL FROM:<a@x.test>\r\n");
    client.say("RCPT TO:<b@y.test>\r\n");
    return client;
  }

  @Test
  void senderIsRefused() throws IOException {
    meet(
        MxFault.SENDER_REFUSED,
        mx -> {
          try (RawClient client = inTls(mx)) {
            assertThat(client.say("MAIL FROM:<>\r\n")).startsWith("550 5.7.1 ");
            assertThat(client.say("RCPT TO:<b@y.test>\r\n")).startsWith("503 ");
          }
        });
  }

  @Test
  void overlongReplyIsOneLineOf100KiB() throws IOException {
    meet(
        MxFault.REPLY_LINE_OVERLONG,
        mx -> {
          try (RawClient client = inTls(mx)) {
            assertThat(client.say("MAIL FROM:<>\r\n"))
                .startsWith("250 x")
                .endsWith("\r\n")
                .hasSize(102_400);
          }
        });
  }

  @Test
  void replyTooManyIsOneReplyMore() throws IOException {
    meet(
        MxFault.REPLY_TOO_MANY,
        mx -> {
          try (RawClient client = inTls(mx)) {
            assertThat(client.say("MAIL FROM:<>\r\n")).isEqualTo("250 2.1.0 ok\r\n");
            assertThat(client.reply()).isEqualTo("250 2.1.0 ok\r\n");
            assertThat(client.say("RCPT TO:<b@y.test>\r\n")).startsWith("250 2.1.5");
          }
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"RECIPIENTS_REFUSED", "RECIPIENTS_DEFERRED"})
  void recipientIsNotTakenAndNoContentAfterIt(MxFault fault) throws IOException {
    meet(
        fault,
        mx -> {
          try (RawClient client = inTls(mx)) {
            String code = fault == MxFault.RECIPIENTS_REFUSED ? "550 5.1.1 " : "450 4.2.0 ";
            client.say("MAIL FROM:<>\r\n");
            assertThat(client.say("RCPT TO:<b@y.test>\r\n")).startsWith(code);
            assertThat(client.say("RCPT TO:<c@y.test>\r\n")).startsWith(code);
            assertThat(client.say("DATA\r\n")).startsWith("554 5.5.1 ");
          }
        });
  }

  @Test
  void dataAndTheLastChunkAreRefused() throws IOException {
    meet(
        MxFault.DATA_REFUSED,
        mx -> {
          try (RawClient client = withRecipient(mx)) {
            assertThat(client.say("DATA\r\n")).startsWith("451 ");
            assertThat(client.say("BDAT 2 LAST\r\n\r\n")).startsWith("451 ");
          }
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"RESET_IN_CONTENT", "RESET_AFTER_CONTENT"})
  void connectionIsResetWithTheContent(MxFault fault) throws IOException {
    meet(
        fault,
        mx -> {
          for (String command : Set.of("DATA\r\n", "BDAT 2500 LAST\r\n")) {
            try (RawClient client = withRecipient(mx)) {
              client.send(command);
              if (command.startsWith("DATA")) {
                assertThat(client.reply()).startsWith("354");
              }
              client.send("x".repeat(2_000));
              String rest = "x".repeat(498) + "\r\n";
              if (fault == MxFault.RESET_AFTER_CONTENT) {
                client.send(rest + (command.startsWith("DATA") ? ".\r\n" : ""));
              }
              assertThatExceptionOfType(IOException.class)
                  .isThrownBy(client::rest)
                  .withMessageContaining("reset");
            }
          }
          assertThat(mx.messages()).isEmpty();
          assertThat(mx.connections())
              .allSatisfy(
                  connection ->
                      assertThat(connection.transferredMessages())
                          .hasSize(fault == MxFault.RESET_AFTER_CONTENT ? 1 : 0));
        });
  }

  @Test
  void contentIsNotReadSoThatALargeOneIsHeldUp() throws IOException {
    for (String command : Set.of("DATA\r\n", "BDAT 99999999 LAST\r\n")) {
      meet(
          MxFault.STOPS_READING,
          mx -> {
            RawClient client = withRecipient(mx);
            client.send(command);
            if (command.startsWith("DATA")) {
              assertThat(client.reply()).startsWith("354");
            }
            HeldUpWriter writer = HeldUpWriter.start(client);
            assertThat(writer.sentWhenHeldUp()).isLessThan(HeldUpWriter.SIZE_OCTETS);
            mx.close();
            writer.awaitFailure();
            client.close();
          });
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CONTENT_REFUSED", "SILENT_AFTER_CONTENT"})
  void contentIsTakenWholeAndNotAccepted(MxFault fault) throws IOException {
    meet(
        fault,
        mx -> {
          try (RawClient client = withRecipient(mx)) {
            client.say("DATA\r\n");
            client.send("hello\r\n.\r\n");
            if (fault == MxFault.CONTENT_REFUSED) {
              assertThat(client.reply()).startsWith("554 5.7.1 ");
            } else {
              assertSilence(client);
            }
            MxConnection connection = mx.connections().get(0);
            assertThat(connection.transferredMessages().get(0).contentText())
                .isEqualTo("hello\r\n");
            assertThat(mx.messages()).isEmpty();
          }
        });
  }

  @Test
  void lastReplyIsCutOffByTheEndOfTcpAlone() throws IOException {
    try (ScriptedMx mx =
            ScriptedMx.builder()
                .certificate(CERTIFICATE)
                .tlsProtocols("TLSv1.2") // in which the type of a record can be seen from outside
                .fault(MxFault.TRUNCATED_AFTER_CONTENT)
                .start();
        RawClient client = withRecipient(mx)) {
      client.say("DATA\r\n");
      client.send("hello\r\n.\r\n");

      assertThat(client.rest()).isEqualTo("250 2.0.0 que");
      assertThat(TlsRecords.sentBy(mx.connections().get(0)))
          .contains(TlsRecords.APPLICATION_DATA)
          .doesNotContain(TlsRecords.ALERT);
    }
  }

  @Test
  void idleConnectionIsTold421AndClosed() throws IOException {
    meet(
        MxFault.CLOSED_WHEN_IDLE,
        mx -> {
          try (RawClient client = withRecipient(mx)) {
            assertThat(client.say("BDAT 2 LAST\r\n\r\n")).startsWith("250 ");
            assertThat(client.rest()).isEqualTo("421 4.4.2 timeout\r\n");
            assertThat(mx.messages()).hasSize(1);
          }
        });
  }

  @Test
  void quitIsRefused() throws IOException {
    meet(
        MxFault.QUIT_REFUSED,
        mx -> {
          try (RawClient client = inTls(mx)) {
            assertThat(client.say("QUIT\r\n")).startsWith("500 ");
            assertThat(client.rest()).isEmpty();
          }
        });
  }

  private static void assertSilence(RawClient client) throws IOException {
    client.patience(150);
    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(client::read);
  }
}
