package org.enforcedtls.sidebyside.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What all rounds of one scenario came to, as a table in Markdown. */
final class Table {
  private final Scenario scenario;
  private final String against;
  private final Map<String, List<Fields>> trials = new LinkedHashMap<>();

  Table(Scenario scenario, String against) {
    this.scenario = scenario;
    this.against = against;
  }

  void add(String peer, Fields measured) {
    trials.computeIfAbsent(peer, p -> new ArrayList<>()).add(measured);
  }

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("### " + scenario.title());
    lines.add("Median (least–most); ratio of the first column to that of " + against + ".");
    lines.add("");
    lines.add(
        scenario.metrics().stream()
            .map(Metric::title)
            .collect(Collectors.joining(" | ", "| peer | trials | ", " | ratio |")));
    lines.add("|---".repeat(scenario.metrics().size() + 3) + "|");
    trials.forEach((peer, measured) -> lines.add(row(peer, measured)));
    lines.add("");
    return String.join(System.lineSeparator(), lines);
  }

  private String row(String peer, List<Fields> measured) {
    return scenario.metrics().stream()
        .map(metric -> spread(metric, measured).text(metric.decimals()))
        .collect(
            Collectors.joining(
                " | ",
                "| " + peer + " | " + measured.size() + " | ",
                " | " + ratio(measured) + " |"));
  }

  private static Spread spread(Metric metric, List<Fields> measured) {
    return Spread.of(measured.stream().map(fields -> metric.of().applyAsDouble(fields)).toList());
  }

  private String ratio(List<Fields> measured) {
    List<Fields> others = trials.get(against);
    if (others == null) {
      return "-";
    }
    Metric first = scenario.metrics().get(0);
    return String.format(
        Locale.ROOT, "%.2f", spread(first, measured).median() / spread(first, others).median());
  }
}
