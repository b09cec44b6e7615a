package org.enforcedtls.sidebyside.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Something that sends, as far as the harness knows it. */
sealed interface Peer {
  /** What {@code --peers} takes, and the table shows. */
  String name();

  /** Whether a scenario makes sense for it. */
  boolean takesPartIn(Scenario scenario);

  /** Whether it can run here; if not, why. */
  String missing(Workshop workshop);

  /** A program that follows the contract. */
  record Program(String name, Kind kind, List<String> more) implements Peer {
    /**
     * What runs it.
     *
     * @param home the folder of the JDK
     * @param heap what it may have at most
     */
    record Jvm(Path home, String heap) {}

    /** Where its code lies. */
    sealed interface Kind {
      /** Beside the sink. */
      record Native() implements Kind {}

      /** A module beside this one, run by a JDK. */
      record Java(String module, String mainClass, Jvm jvm) implements Kind {}
    }

    public Program {
      more = List.copyOf(more);
    }

    @Override
    public boolean takesPartIn(Scenario scenario) {
      if (scenario.has(Scenario.Trait.THREADS)) {
        return name.contains("threads");
      }
      if (scenario.has(Scenario.Trait.QUEUE) || name.contains("queue")) {
        return scenario.has(Scenario.Trait.QUEUE) && name.contains("queue");
      }
      if (name.contains("batch") && !scenario.has(Scenario.Trait.BATCHES)) {
        return false;
      }
      if (name.endsWith("-send") && scenario.has(Scenario.Trait.REUSE)) {
        return false;
      }
      return !name.contains("threads")
          && (!scenario.has(Scenario.Trait.HEAP) || name.equals("enforced-tls"));
    }

    @Override
    public String missing(Workshop workshop) {
      return "";
    }

    List<String> command(Workshop workshop, Scenario scenario, int port) {
      List<String> command = new ArrayList<>(start(workshop));
      command.addAll(List.of("--port", Integer.toString(port)));
      command.addAll(List.of("--ca", workshop.file("ca.pem").toString()));
      command.addAll(scenario.work().arguments());
      command.addAll(more);
      if (scenario.has(Scenario.Trait.HEAP)) {
        command.add("--sample-heap");
      }
      if (scenario.has(Scenario.Trait.HOLD_BACK)) {
        command.add("--hold-back");
      }
      return command;
    }

    private List<String> start(Workshop workshop) {
      if (kind instanceof Kind.Java java) {
        Path target = workshop.home().resolve(java.module()).resolve("target");
        return List.of(
            java.jvm().home().resolve("bin/java").toString(),
            "-Xmx" + java.jvm().heap(),
            "-Djdk.net.hosts.file=" + workshop.file("hosts"),
            "-cp",
            target.resolve("*") + ":" + target.resolve("lib/*"),
            java.mainClass(),
            "--peer",
            name.replaceFirst("-(virtual|platform)-threads$", ""));
      }
      return List.of(workshop.program("ideal").toString());
    }
  }

  /** A mail server that sends what lies in its queue. */
  record Postfix(String name, PostfixSettings.Manner manner) implements Peer {
    @Override
    public boolean takesPartIn(Scenario scenario) {
      return scenario.has(Scenario.Trait.QUEUE) != (manner == PostfixSettings.Manner.DRAINED)
          && !scenario.has(Scenario.Trait.HEAP)
          && !scenario.has(Scenario.Trait.THREADS);
    }

    @Override
    public String missing(Workshop workshop) {
      return PostfixInstance.missing();
    }
  }
}
