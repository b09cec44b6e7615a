package org.enforcedtls.sidebyside.harness;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param home the folder of the side-by-side modules
 * @param java the JDK that peers run on
 * @param newestJava the JDK that the peers with virtual threads run on; the same if there is no
 *     other
 * @param heap what each JVM may have at most, as {@code -Xmx} takes it
 * @param rounds how often each peer has its turn
 * @param scale by which the numbers of messages are multiplied
 * @param scenarios names or first letters; empty is all
 * @param peers names; empty is all
 * @param against the peer whose ratio is 1
 * @param patience for one phase of one trial
 */
record Options(
    Path home,
    Path java,
    Path newestJava,
    String heap,
    int rounds,
    double scale,
    List<String> scenarios,
    List<String> peers,
    String against,
    Duration patience) {
  static final String USAGE =
      """
      usage: run [--rounds N] [--scenario NAME,…] [--peers NAME,…] [--against NAME] [--scale F]
                 [--java JDK] [--newest-java JDK] [--heap SIZE] [--patience SECONDS]
        --rounds    how often each peer has its turn, 5 unless given
        --scenario  names or first letters; all unless given
        --peers     names; all unless given
        --against   the peer whose ratio is 1, angus-nodelay unless given
        --heap      what each JVM may have at most, 1g unless given
        --scale     multiplies the numbers of messages: 0.1 for a quick look that proves nothing
      """;

  private static final Set<String> NAMES =
      Set.of(
          "--home",
          "--java",
          "--heap",
          "--newest-java",
          "--rounds",
          "--scale",
          "--scenario",
          "--peers",
          "--against",
          "--patience");

  Options {
    scenarios = List.copyOf(scenarios);
    peers = List.copyOf(peers);
  }

  static Options parse(String... args) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      if (!NAMES.contains(args[i]) || i + 1 == args.length) {
        throw new IllegalArgumentException("found " + args[i] + "\n" + USAGE);
      }
      values.put(args[i], args[i + 1]);
    }
    Path java = Path.of(values.getOrDefault("--java", System.getProperty("java.home")));
    return new Options(
        Path.of(values.getOrDefault("--home", ".")),
        java,
        Path.of(values.getOrDefault("--newest-java", java.toString())),
        values.getOrDefault("--heap", "1g"),
        Integer.parseInt(values.getOrDefault("--rounds", "5")),
        Double.parseDouble(values.getOrDefault("--scale", "1")),
        names(values.get("--scenario")),
        names(values.get("--peers")),
        values.getOrDefault("--against", "angus-nodelay"),
        Duration.ofSeconds(Long.parseLong(values.getOrDefault("--patience", "300"))));
  }

  private static List<String> names(@Nullable String list) {
    return list == null ? List.of() : List.of(list.split(",", -1));
  }

  boolean wants(Scenario scenario) {
    return scenarios.isEmpty() || scenarios.stream().anyMatch(scenario::isMeantBy);
  }

  boolean wants(Peer peer) {
    return peers.isEmpty() || peers.contains(peer.name());
  }
}
