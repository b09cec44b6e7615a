package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.Conclusion;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.testkit.mx.Cue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Replies that were there before what they would be taken to answer. */
class EarlyReplyTest {
  private static final String A1 = "192.0.2.1";

  private final Scene scene = new Scene();

  @AfterEach
  void stop() {
    scene.close();
  }

  @Test
  void replyBeforeTheContentIsNoneToTheContent() throws IOException {
    scene.mx(
        "fi.example",
        10,
        "mx.fi.example",
        A1,
        scene
            .hostWithoutChunking("mx.fi.example")
            .on(Cue.DATA, "354 go ahead\r\n250 2.0.0 queued\r\n")
            .on(Cue.END_OF_CONTENT, "550 5.7.1 not this\r\n"));
    RecipientOutcome outcome = scene.deliverTo("inbox@fi.example");
    assertThat(outcome.conclusion()).isEqualTo(Conclusion.TRANSIENT);
    assertThat(outcome.failure().map(Cause::code)).contains(CauseCode.PROTOCOL_VIOLATION);
  }

  @Test
  void secondReplyToTheContentIsNoneToTheNextTransaction() throws IOException {
    scene.mx(
        "fi.example",
        10,
        "mx.fi.example",
        A1,
        scene
            .hostWithoutChunking("mx.fi.example")
            .on(Cue.END_OF_CONTENT, "250 2.0.0 queued\r\n250 2.0.0 queued\r\n")
            .recipients("250 2.1.5 ok\r\n", "550 5.1.1 nobody\r\n"));
    DeliveryReport report = scene.deliver("a@fi.example", "å@fi.example", "ä@fi.example");
    assertThat(report.outcomes())
        .extracting(RecipientOutcome::conclusion)
        .containsExactly(Conclusion.ACCEPTED, Conclusion.TRANSIENT, Conclusion.TRANSIENT);
    assertThat(report.outcomes().get(1).failure().map(Cause::code))
        .contains(CauseCode.PROTOCOL_VIOLATION);
  }

  /** Which of the two replies would be the one to the content? */
  @Test
  void replyTooManyToAnUnaskedChunkLeavesTheRecipientInDoubt() throws IOException {
    scene.mx(
        "fi.example",
        10,
        "mx.fi.example",
        A1,
        scene
            .host("mx.fi.example")
            .on(Cue.MAIL, "250 2.1.0 ok\r\n250 2.1.0 ok\r\n")
            .on(Cue.END_OF_CONTENT, "550 5.7.1 not this\r\n"));
    RecipientOutcome outcome = scene.deliverTo("inbox@fi.example");
    assertThat(outcome.conclusion()).isEqualTo(Conclusion.IN_DOUBT);
    assertThat(outcome.failure().map(Cause::code)).contains(CauseCode.PROTOCOL_VIOLATION);
  }
}
