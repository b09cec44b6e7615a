package org.enforcedtls.testkit.mx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CueTest {
  private static final TestCa CA = TestCa.create("Test CA");
  private static final TestCertificate CERTIFICATE = CA.issue("mx.test");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EHLO a.test      | 250-mx.test,250-PIPELINING,250-SIZE 52428800,250-8BITMIME,250-ENHANCEDSTATUSCODES,250-SMTPUTF8,250-CHUNKING,250 STARTTLS
          ehlo a.test      | 250-mx.test,250-PIPELINING,250-SIZE 52428800,250-8BITMIME,250-ENHANCEDSTATUSCODES,250-SMTPUTF8,250-CHUNKING,250 STARTTLS
          HELO a.test      | 250 mx.test
          MAIL FROM:<>     | 250 2.1.0 sender ok
          RCPT TO:<b@y>    | 503 5.5.1 MAIL first
          DATA             | 554 5.5.1 no valid recipients
          BDAT 0 LAST      | 554 5.5.1 no valid recipients
          BDAT 0           | 250 2.0.0 chunk received
          RSET             | 250 2.0.0 reset
          NOOP             | 250 2.0.0 ok
          QUIT             | 221 2.0.0 bye
          STARTTLS         | 220 2.0.0 go ahead
          AUTH PLAIN       | 500 5.5.1 command not known
          ''               | 500 5.5.1 command not known
          """)
  void firstCommandGetsTheReplyOfAHostThatWorks(String command, String lines) throws IOException {
    try (ScriptedMx mx = ScriptedMx.builder().certificate(CERTIFICATE).start();
        RawClient client = RawClient.greetedBy(mx)) {
      assertThat(client.say(command + "\r\n")).isEqualTo(lines.replace(",", "\r\n") + "\r\n");
    }
  }

  @Test
  void hostWithoutCertificateNeitherOffersNorStartsTls() throws IOException {
    try (ScriptedMx mx = ScriptedMx.builder().hostName("bare.test").start();
        RawClient client = new RawClient(mx.address())) {
      assertThat(client.reply()).isEqualTo("220 bare.test ESMTP\r\n");
      assertThat(client.say("EHLO a.test\r\n"))
          .startsWith("250-bare.test\r\n")
          .doesNotContain("STARTTLS");
      assertThat(client.say("STARTTLS\r\n")).startsWith("502 5.5.1 ");
    }
  }

  @Test
  void capabilitiesInTlsAreThoseInClearWithoutStartTls() throws IOException {
    try (ScriptedMx mx =
            ScriptedMx.builder()
                .certificate(CERTIFICATE)
                .capabilities("SIZE", "starttls", "X")
                .start();
        RawClient client = RawClient.inTls(mx, CA.clientContext())) {
      assertThat(client.say("EHLO a.test\r\n")).isEqualTo("250-mx.test\r\n250-SIZE\r\n250 X\r\n");
      assertThat(client.say("STARTTLS\r\n")).startsWith("500 ");
    }
  }

  @Test
  void capabilitiesInTlsCanBeOthers() throws IOException {
    try (ScriptedMx mx =
            ScriptedMx.builder().certificate(CERTIFICATE).capabilitiesInTls("REQUIRETLS").start();
        RawClient client = RawClient.inTls(mx, CA.clientContext())) {
      assertThat(client.say("EHLO a.test\r\n")).isEqualTo("250-mx.test\r\n250 REQUIRETLS\r\n");
    }
  }

  @Test
  void capabilitiesCanBeAddedInTls() throws IOException {
    try (ScriptedMx mx =
            ScriptedMx.builder()
                .certificate(CERTIFICATE)
                .addCapabilityInTls("DSN")
                .capabilities("SIZE", "STARTTLS")
                .addCapabilityInTls("REQUIRETLS")
                .start();
        RawClient client = RawClient.inTls(mx, CA.clientContext())) {
      assertThat(client.say("EHLO a.test\r\n"))
          .isEqualTo("250-mx.test\r\n250-SIZE\r\n250-DSN\r\n250 REQUIRETLS\r\n");
    }
  }

  @Test
  void eachCueOfADialogueHasItsScript() throws IOException {
    ScriptedMxBuilder builder = ScriptedMx.builder().certificate(CERTIFICATE);
    for (Cue cue : Cue.values()) {
      builder.on(cue, "250 " + cue + "\r\n");
    }
    builder.on(Cue.STARTTLS, "220 2.0.0 go ahead\r\n").on(Cue.DATA, "354 DATA\r\n");
    try (ScriptedMx mx = builder.start();
        RawClient client = new RawClient(mx.address())) {
      assertThat(client.reply()).isEqualTo("250 CONNECT\r\n");
      assertThat(client.say("EHLO a.test\r\n")).isEqualTo("250 EHLO\r\n");
      assertThat(client.say("HELO a.test\r\n")).isEqualTo("250 HELO\r\n");
      client.say("STARTTLS\r\n");
      client.startTls(CA.clientContext());
      assertThat(client.say("EHLO a.test\r\n")).isEqualTo("250 EHLO_TLS\r\n");
      assertThat(client.say("MAIL FROM:<>\r\n")).isEqualTo("250 MAIL\r\n");
      assertThat(client.say("RCPT TO:<b@y>\r\n")).isEqualTo("250 RCPT\r\n");
      assertThat(client.say("BDAT 1\r\n")).isEqualTo("250 CHUNK_START\r\n");
      assertThat(client.say("x")).isEqualTo("250 BDAT\r\n");
      assertThat(client.say("BDAT 0 LAST\r\n")).isEqualTo("250 CHUNK_START\r\n");
      assertThat(client.reply()).isEqualTo("250 END_OF_CONTENT\r\n");
      assertThat(client.reply()).isEqualTo("250 IDLE\r\n");
      assertThat(client.say("RSET\r\n")).isEqualTo("250 RSET\r\n");
      assertThat(client.say("DATA\r\n")).isEqualTo("354 DATA\r\n");
      assertThat(client.say(".\r\n")).isEqualTo("250 END_OF_CONTENT\r\n");
      assertThat(client.reply()).isEqualTo("250 IDLE\r\n");
      assertThat(client.say("NOOP\r\n")).isEqualTo("250 NOOP\r\n");
      assertThat(client.say("VRFY x\r\n")).isEqualTo("250 UNKNOWN_COMMAND\r\n");
      assertThat(client.say("QUIT\r\n")).isEqualTo("250 QUIT\r\n");
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void idleDoesNotComeWhenTheNextCommandIsThere() throws IOException {
    try (ScriptedMx mx = ScriptedMx.builder().on(Cue.IDLE, "421 idle\r\n").start();
        RawClient client = RawClient.greetedBy(mx)) {
      client.send("MAIL FROM:<>\r\nRCPT TO:<b@y>\r\nBDAT 0 LAST\r\nNOOP\r\n");

      for (int i = 0; i < 3; i++) {
        assertThat(client.reply()).startsWith("250 2.");
      }
      assertThat(client.reply()).isEqualTo("250 2.0.0 ok\r\n");
    }
  }

  @Test
  void recipientsAreAnsweredInTurnAndAnewInEachTransaction() throws IOException {
    try (ScriptedMx mx =
            ScriptedMx.builder().recipients("250 one\r\n", "450 two\r\n", "550 all\r\n").start();
        RawClient client = RawClient.greetedBy(mx)) {
      for (int transaction = 0; transaction < 2; transaction++) {
        client.say("MAIL FROM:<>\r\n");
        for (String reply : List.of("250 one", "450 two", "550 all", "550 all")) {
          assertThat(client.say("RCPT TO:<b@y>\r\n")).isEqualTo(reply + "\r\n");
        }
        client.say("BDAT 0 LAST\r\n");
      }
      assertThat(mx.messages()).allSatisfy(m -> assertThat(m.recipients()).hasSize(1));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScriptedMx.builder().recipients(List.<List<Action>>of()));
  }

  @Test
  void scriptChangesOnAnOpenConnection() throws IOException {
    try (ScriptedMx mx = ScriptedMx.builder().start();
        RawClient client = RawClient.greetedBy(mx)) {
      mx.on(Cue.NOOP, "451 later\r\n");
      assertThat(client.say("NOOP\r\n")).isEqualTo("451 later\r\n");
      mx.onDefault(Cue.NOOP);
      assertThat(client.say("NOOP\r\n")).isEqualTo("250 2.0.0 ok\r\n");
    }
  }

  @Test
  void everythingIsDelayed() throws IOException {
    try (ScriptedMx mx = ScriptedMx.builder().delayEach(Duration.ofMillis(100)).start()) {
      long start = System.nanoTime();
      try (RawClient client = RawClient.greetedBy(mx)) {
        client.say("NOOP\r\n");
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(190));
    }
  }

  @Test
  void scriptForOneTimeLeavesTheOthersAlone() throws IOException {
    try (ScriptedMx mx =
        ScriptedMx.builder()
            .on(Cue.NOOP, "250 usual\r\n")
            .onTime(Cue.NOOP, 2, Action.send("451 once\r\n"))
            .start()) {
      for (int connection = 0; connection < 2; connection++) {
        try (RawClient client = RawClient.greetedBy(mx)) {
          assertThat(client.say("NOOP\r\n")).isEqualTo("250 usual\r\n");
          assertThat(client.say("NOOP\r\n")).isEqualTo("451 once\r\n");
          assertThat(client.say("NOOP\r\n")).isEqualTo("250 usual\r\n");
        }
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScriptedMx.builder().onTime(Cue.NOOP, 0, Action.close()))
        .withMessageContaining("not 0");
  }

  @Test
  void scriptForOneTimeIsReplacedByOneForAll() throws IOException {
    try (ScriptedMx mx =
            ScriptedMx.builder()
                .onTime(Cue.RCPT, 1, Action.send("450 once\r\n"))
                .onTime(Cue.NOOP, 1, Action.send("450 once\r\n"))
                .recipients("550 all\r\n")
                .start();
        RawClient client = RawClient.greetedBy(mx)) {
      mx.onDefault(Cue.NOOP);
      client.say("MAIL FROM:<>\r\n");
      assertThat(client.say("RCPT TO:<b@y>\r\n")).isEqualTo("550 all\r\n");
      assertThat(client.say("NOOP\r\n")).isEqualTo("250 2.0.0 ok\r\n");
    }
  }

  @Test
  void refusalOutOfOrderIsATimeToo() throws IOException {
    try (ScriptedMx mx =
            ScriptedMx.builder().onTime(Cue.RCPT, 2, Action.send("451 once\r\n")).start();
        RawClient client = RawClient.greetedBy(mx)) {
      assertThat(client.say("RCPT TO:<b@y>\r\n")).startsWith("503 ");
      assertThat(client.say("RCPT TO:<b@y>\r\n")).isEqualTo("451 once\r\n");
    }
  }
}
