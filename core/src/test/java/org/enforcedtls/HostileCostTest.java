package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.enforcedtls.HostileScene.Transfer;
import org.enforcedtls.dialogue.DialogueStep;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.testkit.mx.Cue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile host would cost: time and commands. */
@Timeout(60)
class HostileCostTest {
  @ParameterizedTest
  @ValueSource(strings = {"{stall}", "{drip 2}", "{drip 250-x\\r\\n}"})
  void waitForTheReplyToMailIsThatOfItsStep(String script) throws IOException {
    try (HostileScene scene = new HostileScene(Transfer.BDAT)) {
      scene.host().on(Cue.MAIL, HostileScript.parse(script));
      scene
          .client()
          .timeouts(
              DialogueTimeouts.defaults()
                  .with(DialogueStep.MAIL, Duration.ofMillis(400))
                  .with(DialogueStep.BLOCK, Duration.ofSeconds(4)));
      RecipientOutcome outcome = scene.send(1).get(0);
      assertThat(HostileScene.summary(outcome)).isEqualTo("IN_DOUBT TIMED_OUT 4.4.2");
      assertThat(outcome.failure().map(Cause::text)).contains("mail took longer than PT0.4S");
    }
  }

  @Test
  void hostThatTakesFewRecipientsAtATimeIsNotAskedForAllEachTime() throws IOException {
    try (HostileScene scene = new HostileScene(Transfer.DATA)) {
      HostileScript.recipients(
          scene.host(), "250 ok;".repeat(10) + "452 4.5.3 too many recipients");
      String[] recipients =
          IntStream.range(0, 300).mapToObj(i -> "r" + i + "@fi.example").toArray(String[]::new);
      assertThat(scene.send(List.of(HostileScene.mail(recipients))))
          .allMatch(RecipientOutcome::isAccepted);
      assertThat(scene.mx().connections().get(0).verbs())
          .filteredOn(verb -> verb.equals("RCPT"))
          .hasSizeLessThan(3 * recipients.length);
    }
  }
}
