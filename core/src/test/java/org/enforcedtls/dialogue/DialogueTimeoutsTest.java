package org.enforcedtls.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialogueTimeoutsTest {
  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "P1DT1S"})
  void timeoutOutsideItsRangeIsRefused(String timeout) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> DialogueTimeouts.defaults().with(DialogueStep.MAIL, Duration.parse(timeout)))
        .withMessageContaining("mail");
  }

  @Test
  void oneTimeoutChangesAlone() {
    DialogueTimeouts timeouts =
        DialogueTimeouts.defaults().with(DialogueStep.DATA, Duration.ofSeconds(1));
    assertThat(timeouts.of(DialogueStep.DATA)).hasSeconds(1);
    assertThat(timeouts.of(DialogueStep.FINAL)).hasMinutes(10);
  }

  @Test
  void everyStepIsFoundByItsWord() {
    for (DialogueStep step : DialogueStep.values()) {
      assertThat(DialogueStep.of(step.configName())).isEqualTo(step);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DialogueStep.of("helo"))
        .withMessageContaining("connect, greeting, ehlo");
  }
}
