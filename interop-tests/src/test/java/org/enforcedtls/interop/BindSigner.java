package org.enforcedtls.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Signs zones by the tools of BIND, those below first, since the ones above vouch for their keys.
 */
final class BindSigner {
  private final Path directory;

  /** In a directory of its own. */
  BindSigner(Path directory) {
    this.directory = directory;
  }

  /** Writes each zone to {@link #file}, as a server is to have it. */
  void sign(List<BindZone> zones) throws IOException, InterruptedException {
    Comparator<BindZone> byDepth =
        Comparator.comparingInt(
            zone -> zone.apex().equals(".") ? 0 : zone.apex().split("\\.", -1).length);
    for (BindZone zone : zones.stream().sorted(byDepth.reversed()).toList()) {
      Path source = Files.writeString(directory.resolve("source"), zone.text());
      if (zone.isSigned()) {
        sign(zone, source);
      } else {
        Files.copy(source, file(zone));
      }
      Files.writeString(file(zone), zone.forged(Files.readString(file(zone))));
    }
  }

  Path file(BindZone zone) {
    return directory.resolve("zone-" + zone.apex());
  }

  /** The DS record of the root, as resolvers take it for a trust anchor. */
  Path anchor() {
    return directory.resolve("dsset-.");
  }

  private void sign(BindZone zone, Path source) throws IOException, InterruptedException {
    run("dnssec-keygen", "-q", "-K", ".", "-a", "ECDSAP256SHA256", "-f", "KSK", zone.apex());
    List<String> command = new ArrayList<>(List.of("dnssec-signzone", "-q", "-S", "-z", "-g"));
    command.addAll(
        List.of("-O", "full", "-d", ".", "-o", zone.apex(), "-f", file(zone).toString()));
    switch (zone.signing()) {
      case NSEC -> {}
      case NSEC3 -> command.addAll(List.of("-3", "-", "-H", "0"));
      case EXPIRED -> command.addAll(List.of("-P", "-s", "20200101000000", "-e", "20200201000000"));
      case UNSIGNED -> throw new IllegalArgumentException("unsigned: " + zone.apex());
    }
    command.add(source.toString());
    run(command.toArray(String[]::new));
  }

  private void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + out);
    }
  }
}
