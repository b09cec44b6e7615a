package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.enforcedtls.HostileScene.Transfer;
import org.enforcedtls.dialogue.DialogueStep;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.testkit.mx.Cue;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts that say nothing, or an octet or a line at a time, at each step. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class HostilePaceTest {
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration SOON = Duration.ofSeconds(9);

  @ParameterizedTest(name = "{0} {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CONNECT        | greeting | {stall}                        | TRANSIENT | TRANSIENT
          CONNECT        | greeting | {drip 2}                       | TRANSIENT | TRANSIENT
          CONNECT        | greeting | {drip 220-x\\r\\n}             | TRANSIENT | TRANSIENT
          EHLO           | ehlo     | {stall}                        | TRANSIENT | TRANSIENT
          EHLO           | ehlo     | {drip 2}                       | TRANSIENT | TRANSIENT
          EHLO           | ehlo     | {drip 250-x\\r\\n}             | TRANSIENT | TRANSIENT
          STARTTLS       | starttls | {stall}                        | TRANSIENT | TRANSIENT
          STARTTLS       | starttls | {drip 2}                       | TRANSIENT | TRANSIENT
          STARTTLS       | starttls | 220 go / {stall}               | TRANSIENT | TRANSIENT
          STARTTLS       | starttls | 220 go / {stop}                | TRANSIENT | TRANSIENT
          STARTTLS       | starttls | 220 go / {wait 80} / {drip \\26\\3\\3\\40} | TRANSIENT | TRANSIENT
          EHLO_TLS       | ehlo     | {stall}                        | TRANSIENT | TRANSIENT
          EHLO_TLS       | ehlo     | {drip 2}                       | TRANSIENT | TRANSIENT
          EHLO_TLS       | ehlo     | {drip 250-x\\r\\n}             | TRANSIENT | TRANSIENT
          MAIL           | mail     | {stall}                        | TRANSIENT | -
          MAIL           | mail     | {drip 2}                       | TRANSIENT | -
          MAIL           | mail     | {drip 250-x\\r\\n}             | TRANSIENT | -
          RCPT           | rcpt     | {stall}                        | TRANSIENT | IN_DOUBT
          RCPT           | rcpt     | {drip 2}                       | TRANSIENT | IN_DOUBT
          RCPT           | rcpt     | {drip 250-x\\r\\n}             | TRANSIENT | IN_DOUBT
          DATA           | data     | {stall}                        | TRANSIENT | -
          DATA           | data     | {drip 3}                       | TRANSIENT | -
          DATA           | final    | 354 go / {stall}               | IN_DOUBT  | -
          DATA           | final    | 354 go / {stop}                | IN_DOUBT  | -
          CHUNK_START    | final    | {stop}                         | -         | IN_DOUBT
          END_OF_CONTENT | final    | {stall}                        | IN_DOUBT  | IN_DOUBT
          END_OF_CONTENT | final    | {drip 2}                       | IN_DOUBT  | IN_DOUBT
          END_OF_CONTENT | final    | {drip 250-x\\r\\n}             | IN_DOUBT  | IN_DOUBT
          """)
  void hostThatTakesItsTimeIsLeft(Cue cue, String step, String script, String byData, String byBdat)
      throws IOException {
    for (Transfer transfer : Transfer.values()) {
      String conclusion = transfer == Transfer.DATA ? byData : byBdat;
      for (int count = 1; count <= 2 && !conclusion.equals("-"); count++) {
        try (HostileScene scene = new HostileScene(transfer)) {
          scene.host().on(cue, HostileScript.parse(script));
          scene
              .client()
              .timeouts(
                  DialogueTimeouts.defaults()
                      .withAll(Duration.ofSeconds(20))
                      .with(DialogueStep.of(step), SHORT));
          List<RecipientOutcome> outcomes = scene.send(count);
          assertThat(HostileScene.summary(outcomes.get(0)))
              .as("%s", transfer)
              .isEqualTo(conclusion + " TIMED_OUT 4.4.2");
          assertThat(outcomes)
              .extracting(outcome -> outcome.failure().map(Cause::text).orElseThrow())
              .containsOnly(step + " took longer than PT0.4S");
          scene.mx().awaitEnded(scene.mx().connections().size() - stopped(script), SOON);
          scene.assertNothingLeftInClear();
        }
      }
    }
  }

  /** A host that reads no more does not see that the client has left. */
  private static int stopped(String script) {
    return script.contains("{stop}") ? 1 : 0;
  }

  /** No step is too long, but all together are. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CONNECT        | {drip 220-x\\r\\n}
          EHLO           | {drip 2}
          STARTTLS       | 220 go / {stall}
          EHLO_TLS       | {stall}
          MAIL           | {drip 250-x\\r\\n}
          RCPT           | {stall}
          END_OF_CONTENT | {drip 2}
          """)
  void deadlineBoundsAllSteps(Cue cue, String script) throws IOException {
    for (int count = 1; count <= 2; count++) {
      try (HostileScene scene = new HostileScene(Transfer.DATA)) {
        scene.host().on(cue, HostileScript.parse(script));
        scene.client().deadline(Duration.ofMillis(1200));
        List<RecipientOutcome> outcomes = scene.send(count);
        assertThat(outcomes)
            .extracting(outcome -> outcome.failure().map(Cause::code).orElseThrow())
            .containsOnly(CauseCode.DEADLINE_EXCEEDED);
        scene.mx().awaitEnded(1, SOON);
        scene.assertNothingLeftInClear();
      }
    }
  }
}
