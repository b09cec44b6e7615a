package org.enforcedtls.cli;

import java.time.Duration;
import java.util.List;
import org.enforcedtls.dialogue.DialogueStep;
import org.enforcedtls.dialogue.DialogueTimeouts;
import picocli.CommandLine.TypeConversionException;

/** Reads time-outs as {@code 30s} for every step or {@code greeting=30s} for one. */
final class TimeoutText {
  private TimeoutText() {}

  /** Those for every step come first, wherever they stand, so that none voids one for a step. */
  static DialogueTimeouts parse(List<String> texts) {
    DialogueTimeouts timeouts = DialogueTimeouts.defaults();
    for (String text : texts) {
      if (text.indexOf('=') < 0) {
        timeouts = timeouts.withAll(duration(text));
      }
    }
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (equals >= 0) {
        timeouts =
            timeouts.with(
                DialogueStep.of(text.substring(0, equals)), duration(text.substring(equals + 1)));
      }
    }
    return timeouts;
  }

  private static Duration duration(String text) {
    try {
      return DurationText.parse(text);
    } catch (TypeConversionException e) {
      throw new IllegalArgumentException("--timeout " + e.getMessage(), e);
    }
  }
}
