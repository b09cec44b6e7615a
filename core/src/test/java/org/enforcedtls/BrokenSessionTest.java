package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.Conclusion;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.testkit.mx.Action;
import org.enforcedtls.testkit.mx.Cue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A session that breaks between two transactions: an ASCII and an international recipient. */
class BrokenSessionTest {
  private static final String[] RECIPIENTS = {"inbox@fi.example", "åke@fi.example"};

  private final Scene scene = new Scene();

  @AfterEach
  void stop() {
    scene.close();
  }

  @Test
  void lostConnectionFailsThoseTooWhoseTransactionHadNotBegun() throws IOException {
    scriptedMx(Cue.MAIL, Action.reset());
    DeliveryReport report = scene.deliver(RECIPIENTS);
    assertEachHasOneAttempt(report);
    assertThat(report.outcomes())
        .extracting(outcome -> outcome.failure().map(Cause::code).orElseThrow())
        .containsOnly(CauseCode.CONNECTION_LOST);
  }

  @ParameterizedTest
  @CsvSource({"MAIL", "RCPT", "DATA", "END_OF_CONTENT"})
  void goodByeOfTheHostIsOneAttemptForEverybody(Cue cue) throws IOException {
    scriptedMx(cue, Action.send("421 4.3.2 closing\r\n"), Action.close());
    DeliveryReport report = scene.deliver(RECIPIENTS);
    assertEachHasOneAttempt(report);
    assertThat(report.outcomes())
        .allSatisfy(outcome -> assertThat(outcome.status()).hasToString("4.3.2"));
  }

  @Test
  void refusedResetEndsTheSession() throws IOException {
    scene.mx(
        "fi.example",
        10,
        "mx.fi.example",
        "192.0.2.1",
        scene
            .host("mx.fi.example")
            .on(Cue.RCPT, Action.send("550 5.1.1 nobody\r\n"))
            .on(Cue.RSET, Action.send("503 5.5.1 no\r\n")));
    DeliveryReport report = scene.deliver(RECIPIENTS);
    assertEachHasOneAttempt(report);
    assertThat(report.outcomes())
        .extracting(RecipientOutcome::conclusion)
        .containsExactly(Conclusion.PERMANENT, Conclusion.TRANSIENT);
    assertThat(report.outcomes().get(1).failure().orElseThrow().code())
        .isEqualTo(CauseCode.PROTOCOL_VIOLATION);
  }

  @Test
  void goodByeInPlaceOfTheResetIsNoBreachOfTheProtocol() throws IOException {
    scene.mx(
        "fi.example",
        10,
        "mx.fi.example",
        "192.0.2.1",
        scene
            .host("mx.fi.example")
            .on(Cue.RCPT, Action.send("550 5.1.1 nobody\r\n"))
            .on(Cue.RSET, Action.send("421 4.3.2 closing\r\n"), Action.close()));
    DeliveryReport report = scene.deliver(RECIPIENTS);
    assertEachHasOneAttempt(report);
    RecipientOutcome unheard = report.outcomes().get(1);
    assertThat(unheard.status()).hasToString("4.3.2");
    assertThat(unheard.failure().map(Cause::code)).contains(CauseCode.REPLY_TRANSIENT);
  }

  private void scriptedMx(Cue cue, Action... actions) throws IOException {
    scene.mx(
        "fi.example",
        10,
        "mx.fi.example",
        "192.0.2.1",
        scene.hostWithoutChunking("mx.fi.example").on(cue, actions));
  }

  private static void assertEachHasOneAttempt(DeliveryReport report) {
    assertThat(report.outcomes())
        .hasSize(RECIPIENTS.length)
        .allSatisfy(outcome -> assertThat(outcome.trace().attempts()).hasSize(1));
  }
}
