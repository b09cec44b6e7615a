package org.enforcedtls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What leaves together, and what waits for an answer. */
class FlightsTest {
  private static final String FI = "fi.example";
  private static final String TO = "inbox@fi.example";
  private static final String A1 = "192.0.2.1";

  private final Scene scene = new Scene();

  @AfterEach
  void stop() {
    scene.close();
  }

  @Test
  void envelopeAndChunkTakeOneGroup() throws IOException {
    ScriptedMx mx = scene.goodMx(FI, A1);
    scene.deliver("a@fi.example", "b@fi.example", "c@fi.example");
    mx.awaitEnded(1, Duration.ofSeconds(10));
    assertThat(mx.connections().get(0).verbs())
        .containsExactly(
            "EHLO", "STARTTLS", "EHLO", "MAIL", "RCPT", "RCPT", "RCPT", "BDAT", "QUIT");
    assertThat(mx.messages().get(0).contentText()).isEqualTo(Scene.CONTENT);
  }

  @Test
  void chunkThatMayNotFitIntoBuffersWaitsForTheRecipients() throws IOException {
    ScriptedMx mx =
        scene.mx(
            FI,
            10,
            "mx.fi.example",
            A1,
            scene.host("mx.fi.example").recipients("550 5.1.1 no\r\n"));
    MailContent large = MailContent.ofOctets("0123456789\r\n".repeat(10_000).getBytes(UTF_8));
    scene.deliver(Envelope.from("").to(TO).build(), large);
    mx.awaitEnded(1, Duration.ofSeconds(10));
    assertThat(mx.connections().get(0).verbs()).doesNotContain("BDAT", "DATA");
  }

  @Test
  void envelopeAndContentTakeOneGroupAndOneMoreTurnWithoutChunking() throws IOException {
    ScriptedMx mx =
        scene.mx(FI, 10, "mx.fi.example", A1, scene.hostWithoutChunking("mx.fi.example"));
    scene.deliver("a@fi.example", "b@fi.example", "c@fi.example");
    mx.awaitEnded(1, Duration.ofSeconds(10));
    assertThat(mx.connections().get(0).verbs())
        .containsExactly(
            "EHLO", "STARTTLS", "EHLO", "MAIL", "RCPT", "RCPT", "RCPT", "DATA", "QUIT");
  }
}
