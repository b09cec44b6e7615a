package org.enforcedtls.sidebyside.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** One peer once in one scenario, against a sink of its own. */
final class Trial {
  private final Workshop workshop;
  private final Scenario scenario;
  private final Duration patience;

  Trial(Workshop workshop, Scenario scenario, Duration patience) {
    this.workshop = workshop;
    this.scenario = scenario;
    this.patience = patience;
  }

  /** What was measured, after the sink has confirmed it. */
  Fields run(Peer peer) throws IOException, InterruptedException {
    try (Sink sink = Sink.start(workshop, scenario.sinkOptions(), scenario.oneWay())) {
      Fields measured =
          peer instanceof Peer.Program program
              ? program(program, sink)
              : new PostfixTrial(workshop, scenario, patience).run((Peer.Postfix) peer, sink);
      Fields counted = sink.end();
      new Audit(scenario.work(), scenario.has(Scenario.Trait.NEW_HOSTS)).check(measured, counted);
      return measured.with("openMax", counted.number("openMax"));
    }
  }

  private Fields program(Peer.Program program, Sink sink) throws IOException, InterruptedException {
    Path complaints = workshop.file(scenario.name() + "." + program.name() + ".log");
    try (Child child = Child.start(program.command(workshop, scenario, sink.port()), complaints)) {
      Fields warmUp = child.next(patience);
      Fields before = sink.counters();
      child.tellToGoOn();
      Fields measured = child.next(patience);
      Fields after = sink.counters();
      double resident = residentMaxKib(child.pid());
      child.end();
      return warmUp
          .and(measured)
          .and(after.since(before, "sink_").without("sink_openMax"))
          .with("residentMaxKib", resident);
    }
  }

  /** The most memory that a process has held. */
  private static double residentMaxKib(long pid) throws IOException {
    return Files.readAllLines(
            Path.of("/proc", Long.toString(pid), "status"), StandardCharsets.UTF_8)
        .stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow(() -> new IOException("expected VmHWM in the status of " + pid));
  }
}
