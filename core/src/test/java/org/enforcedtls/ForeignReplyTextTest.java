package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.enforcedtls.HostileScene.Transfer;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.testkit.mx.Cue;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a host says, where our side repeats it: a person's terminal, a log, a report. */
@Timeout(60)
class ForeignReplyTextTest {
  /**
   * ESC, BEL, backspace, CR, NUL, C1 CSI, the marks that turn the order of writing, a soft hyphen.
   */
  private static final String EVIL =
      "\\33[31mred \\33]0;title\\7 \\b\\b\\b \\rover \\0 \u009b2J \u202e \u2066 \u200b \ufeff \u00ad \u2028";

  @ParameterizedTest
  @CsvSource({
    "CONNECT, 554-, 554",
    "EHLO, 502-, 502",
    "STARTTLS, 454-, 454",
    "EHLO_TLS, 550-, 550",
    "MAIL, 550-, 550",
    "RCPT, 450-, 450",
    "DATA, 554-, 554",
    "END_OF_CONTENT, 554-, 554",
    "END_OF_CONTENT, 250-, 250",
    "CONNECT, '', 220",
    "EHLO, '', 250",
    "MAIL, 2x0, 250",
    "END_OF_CONTENT, 250-, 354"
  })
  void isEscapedWhereverItIsShown(Cue cue, String first, String last) throws IOException {
    try (HostileScene scene = new HostileScene(Transfer.DATA)) {
      String evil = EVIL.translateEscapes();
      scene.host().on(cue, first + evil + "\r\n" + last + " " + evil + "\r\n");
      List<RecipientOutcome> outcomes = scene.send(2);
      for (RecipientOutcome outcome : outcomes) {
        assertIsOneLineOfPrintables(outcome.toString());
        outcome
            .failure()
            .ifPresent(
                cause -> {
                  assertIsOneLineOfPrintables(cause.toString());
                  assertIsOneLineOfPrintables(cause.text());
                  cause.evidence().values().forEach(this::assertIsOneLineOfPrintables);
                });
        outcome
            .trace()
            .attempts()
            .forEach(
                attempt -> {
                  assertIsOneLineOfPrintables(attempt.toString());
                  attempt
                      .reply()
                      .ifPresent(
                          reply -> {
                            assertIsOneLineOfPrintables(reply.toString());
                            reply.lines().forEach(this::assertIsOneLineOfPrintables);
                          });
                });
      }
      if (!last.equals("354") && outcomes.get(0).failure().isPresent()) {
        assertThat(outcomes.get(0).toString()).contains("\\u{1b}[31mred");
      }
      scene.assertNothingLeftInClear();
    }
  }

  private void assertIsOneLineOfPrintables(String text) {
    assertThat(text.codePoints())
        .as("%s", text)
        .noneMatch(
            c ->
                Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.LINE_SEPARATOR);
  }
}
