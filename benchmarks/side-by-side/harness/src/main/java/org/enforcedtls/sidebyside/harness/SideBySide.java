package org.enforcedtls.sidebyside.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The main program: rounds of scenarios of peers. */
public final class SideBySide {
  private final Options options;
  private final Workshop workshop;
  private final Map<String, Table> tables = new LinkedHashMap<>();
  private int failures;

  private SideBySide(Options options, Workshop workshop) {
    this.options = options;
    this.workshop = workshop;
  }

  /**
   * Runs all; ends with 1 if a trial failed: its figures are not in the tables, and theirs are
   * whole.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (List.of(args).contains("--help")) {
      System.out.print(Options.USAGE);
      return;
    }
    Options options;
    try {
      options = Options.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(64);
      return;
    }
    String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(':', '-');
    Path made = options.home().resolve("target/side-by-side").resolve(time);
    SideBySide run = new SideBySide(options, Workshop.open(options.home(), made));
    run.runAll();
    System.exit(run.failures == 0 ? 0 : 1);
  }

  private void runAll() throws IOException, InterruptedException {
    List<Peer> peers = Peers.all(options).stream().filter(options::wants).toList();
    List<Scenario> scenarios =
        Scenarios.all().stream()
            .filter(options::wants)
            .map(scenario -> scenario.scaled(options.scale()))
            .toList();
    for (Peer peer : peers) {
      String missing = peer.missing(workshop);
      if (!missing.isEmpty()) {
        System.err.println("SKIPPED: " + peer.name() + ": " + missing);
      }
    }
    for (int round = 1; round <= options.rounds(); round++) {
      for (Scenario scenario : scenarios) {
        Table table =
            tables.computeIfAbsent(scenario.name(), name -> new Table(scenario, options.against()));
        for (Peer peer : peers) {
          if (peer.takesPartIn(scenario) && peer.missing(workshop).isEmpty()) {
            run(round, scenario, peer, table);
          }
        }
      }
    }
    StringBuilder text = new StringBuilder();
    tables.values().forEach(table -> text.append(table.text()).append(System.lineSeparator()));
    Files.writeString(workshop.file("tables.md"), text);
    System.out.println(text);
    System.err.println("raw figures: " + workshop.file("results.jsonl"));
    if (failures > 0) {
      System.err.println(failures + " trials FAILED and are in no table; see above");
    }
  }

  private void run(int round, Scenario scenario, Peer peer, Table table)
      throws InterruptedException, IOException {
    String what = "round " + round + ", " + scenario.name() + ", " + peer.name();
    try {
      Fields measured = new Trial(workshop, scenario, options.patience()).run(peer);
      table.add(peer.name(), measured);
      record(round, scenario, peer, measured);
      System.err.println(what + ": " + measured.members());
    } catch (IOException e) {
      failures++;
      System.err.println(what + ": FAILED: " + e.getMessage());
    }
  }

  private void record(int round, Scenario scenario, Peer peer, Fields measured) throws IOException {
    String line =
        "{\"scenario\":\"%s\",\"peer\":\"%s\",\"round\":%d,%s}\n"
            .formatted(scenario.name(), peer.name(), round, measured.members());
    Files.writeString(
        workshop.file("results.jsonl"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
