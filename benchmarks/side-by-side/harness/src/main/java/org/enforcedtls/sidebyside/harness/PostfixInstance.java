package org.enforcedtls.sidebyside.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Postfix of its own, that takes mail in clear on a port of loopback and keeps it until it is
 * told to send. Its folder is a temporary one: its processes give up root, and could not reach
 * others.
 */
final class PostfixInstance implements AutoCloseable {
  private static final Path COMMAND = Path.of("/usr/sbin/postfix");
  private static final int TICKS_PER_SECOND = 100;

  private final Workshop workshop;
  private final Path home;
  private final int port;

  private PostfixInstance(Workshop workshop, Path home, int port) {
    this.workshop = workshop;
    this.home = home;
    this.port = port;
  }

  /** Why there can be none; empty if there can. */
  static String missing() {
    if (!Files.isExecutable(COMMAND)) {
      return "no Postfix is installed";
    }
    return "root".equals(System.getProperty("user.name")) ? "" : "Postfix is started by root alone";
  }

  static PostfixInstance start(
      Workshop workshop, Scenario scenario, int sinkPort, PostfixSettings.Manner manner)
      throws IOException, InterruptedException {
    Path home = Files.createTempDirectory("side-by-side-postfix");
    PostfixInstance postfix = new PostfixInstance(workshop, home, Ports.free());
    postfix.write(scenario, sinkPort, manner);
    postfix.command("start");
    Ports.awaitOpen(postfix.port);
    return postfix;
  }

  private void write(Scenario scenario, int sinkPort, PostfixSettings.Manner manner)
      throws IOException, InterruptedException {
    Work work = scenario.work();
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String folder : List.of("etc", "spool", "data")) {
      Files.createDirectory(home.resolve(folder));
    }
    workshop.run(List.of("chown", "postfix", home.resolve("data").toString()));
    Files.copy(
        workshop.file("ca.pem"), home.resolve("ca.pem"), StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(home.resolve("etc/main.cf"), PostfixSettings.main(home, scenario, manner));
    Files.writeString(home.resolve("etc/master.cf"), PostfixSettings.services(port, work, manner));
    Files.writeString(home.resolve("etc/transport"), PostfixSettings.transports(work, sinkPort));
    Files.writeString(home.resolve("etc/tls"), PostfixSettings.tlsPolicies(work, sinkPort));
  }

  private void command(String word) throws IOException, InterruptedException {
    workshop.run(List.of(COMMAND.toString(), "-c", home.resolve("etc").toString(), word));
  }

  /** Where it takes mail. */
  int port() {
    return port;
  }

  /** Starts the queue manager, which it was without so far. */
  void startSending() throws IOException, InterruptedException {
    Files.writeString(
        home.resolve("etc/master.cf"), PostfixSettings.QUEUE_MANAGER, StandardOpenOption.APPEND);
    command("reload");
  }

  /** Of all processes that it has, or had and has waited for. */
  double cpuSeconds() throws IOException {
    long master = masterPid();
    long ticks = ticks(master, 4);
    List<Long> children =
        ProcessHandle.of(master).stream()
            .flatMap(ProcessHandle::descendants)
            .map(ProcessHandle::pid)
            .toList();
    for (long child : children) {
      ticks += ticks(child, 2);
    }
    return (double) ticks / TICKS_PER_SECOND;
  }

  /** User and system time, and with 4 numbers those of children that ended. */
  private static long ticks(long pid, int numbers) throws IOException {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    if (!Files.exists(stat)) {
      return 0; // it ended just now, and counts for the master
    }
    String line = Files.readString(stat, StandardCharsets.ISO_8859_1);
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return Stream.of(fields).skip(11).limit(numbers).mapToLong(Long::parseLong).sum();
  }

  private long masterPid() throws IOException {
    return Long.parseLong(Files.readString(home.resolve("spool/pid/master.pid")).strip());
  }

  /** How long each delivery took, connecting included but not the time in the queue. */
  double medianMillis() throws IOException {
    double[] millis;
    try (Stream<String> lines = Files.lines(home.resolve("maillog"), StandardCharsets.ISO_8859_1)) {
      millis =
          lines
              .filter(line -> line.contains("status=sent"))
              .map(line -> line.replaceFirst(".* delays=([\\d./]+),.*", "$1").split("/", -1))
              .mapToDouble(d -> (Double.parseDouble(d[2]) + Double.parseDouble(d[3])) * 1000)
              .sorted()
              .toArray();
    }
    if (millis.length == 0) {
      throw new IOException(String.format(Locale.ROOT, "nothing was sent: see %s", home));
    }
    return (millis[(millis.length - 1) / 2] + millis[millis.length / 2]) / 2;
  }

  String lastOfLog() throws IOException {
    List<String> lines = Files.readAllLines(home.resolve("maillog"), StandardCharsets.ISO_8859_1);
    return String.join("\n  ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }

  /** Ends it by its process id, and takes its folder away. */
  @Override
  public void close() throws IOException {
    ProcessHandle.of(masterPid())
        .ifPresent(
            master -> {
              master.destroy();
              master.onExit().completeOnTimeout(master, 20, TimeUnit.SECONDS).join();
            });
    try (Stream<Path> all = Files.walk(home)) {
      all.sorted(Comparator.reverseOrder()).forEach(PostfixInstance::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
