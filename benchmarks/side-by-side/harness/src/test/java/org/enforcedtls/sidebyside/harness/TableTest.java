package org.enforcedtls.sidebyside.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final Scenario SCENARIO =
      new Scenario(
          "x",
          "Title",
          new Work(1, 10, 0, 1, 1, 1000),
          List.of(),
          Duration.ZERO,
          List.of(Metric.RATE),
          Set.of());

  private static Fields took(double seconds) {
    return Fields.parse("{\"messages\":10}").with("seconds", seconds);
  }

  @Test
  void ratioIsOfMediansToTheNamedPeer() {
    Table table = new Table(SCENARIO, "other");
    table.add("ours", took(0.1));
    table.add("other", took(0.4));
    table.add("ours", took(0.1));
    table.add("other", took(0.2));
    table.add("other", took(0.2));

    assertThat(table.text())
        .contains("| ours | 2 | 100 (100–100) | 2.00 |")
        .contains("| other | 3 | 50 (25–50) | 1.00 |");
  }

  @Test
  void withoutTheNamedPeerThereIsNoRatio() {
    Table table = new Table(SCENARIO, "other");
    table.add("ours", took(0.1));

    assertThat(table.text()).contains("| ours | 1 | 100 (100–100) | - |");
  }
}
