package org.enforcedtls.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.enforcedtls.queue.entry.QueueStats;
import org.enforcedtls.queue.entry.RecipientState;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter err = new StringWriter();
  private Instant now = Instant.parse("2026-11-28T01:00:00Z");
  private final InstantSource clock = () -> now;

  private Progress progress(Progress.Look look) {
    return new Progress(new PrintWriter(err), look, clock);
  }

  @Test
  void lineIsWrittenOverAndInTheEndCleared() {
    try (Progress progress = progress(Progress.Look.SEEN)) {
      progress.show("1 of 3");
      progress.show("2 of 3");
      now = now.plus(Duration.ofSeconds(1));
      progress.show("3 of 3");
    }
    assertThat(err).hasToString("\r\u001B[K1 of 3\r\u001B[K3 of 3\r\u001B[K");
  }

  @Test
  void nothingIsShownWhereNobodyLooks() {
    try (Progress progress = progress(Progress.Look.UNSEEN)) {
      progress.show("1 of 3");
    }
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void progressThatWasNeverShownIsNotCleared() {
    progress(Progress.Look.SEEN).close();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void queueIsToldOfByTheStatesThatItHas() {
    Map<RecipientState, Long> recipients = new EnumMap<>(RecipientState.class);
    for (RecipientState state : RecipientState.values()) {
      recipients.put(state, 0L);
    }
    recipients.put(RecipientState.WAITING, 7L);
    recipients.put(RecipientState.ACCEPTED, 12L);
    assertThat(QueueWatch.text(new QueueStats(recipients, 1, 1, Optional.empty(), List.of())))
        .isEqualTo("recipients: waiting 7, accepted 12");
  }
}
