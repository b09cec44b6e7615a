package org.enforcedtls.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.enforcedtls.policy.PolicySource;
import org.enforcedtls.policy.partner.PartnerRow;
import org.enforcedtls.policyfile.SectorListSource;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Lists of domains that somebody else keeps, beside the partner table. */
final class SectorListOptions {
  /** A command that runs for days follows them; for the others it makes no difference. */
  private static final Duration CHECK_INTERVAL = Duration.ofMinutes(1);

  @Option(
      names = "--sector-list",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description =
          "A list of domains that somebody else keeps (CSV), each of which demands what a row with"
              + " its domain and hosts does; repeatable.")
  private List<Path> files = List.of();

  private final List<SectorListSource> opened = new ArrayList<>();

  SectorListOptions() {}

  /** What the lists and the partner table demand together; empty if there are neither. */
  Optional<PolicySource> joinedWith(Optional<? extends PolicySource> partners) throws IOException {
    List<PolicySource> all =
        Stream.concat(partners.stream(), sources().stream()).map(PolicySource.class::cast).toList();
    return all.size() < 2
        ? all.stream().findFirst()
        : Optional.of(PolicySource.join(all.toArray(PolicySource[]::new)));
  }

  List<Path> files() {
    return List.copyOf(files);
  }

  /** The rows of all lists. */
  List<PartnerRow> rows() throws IOException {
    return sources().stream().flatMap(source -> source.list().table().rows().stream()).toList();
  }

  /** What is wrong with the lists though they are in use, such as their age. */
  List<String> problems() {
    return opened.stream()
        .flatMap(source -> source.problem().stream().map(text -> source.sourceName() + ": " + text))
        .toList();
  }

  /** Opened once for all clients of a process. */
  private synchronized List<SectorListSource> sources() throws IOException {
    for (Path file : files.subList(opened.size(), files.size())) {
      opened.add(SectorListSource.builder(file).checkInterval(CHECK_INTERVAL).open());
    }
    return List.copyOf(opened);
  }
}
