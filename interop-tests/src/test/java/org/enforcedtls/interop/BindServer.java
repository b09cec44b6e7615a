package org.enforcedtls.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One {@code named} on a free port of 127.0.0.1, stopped by its process. */
final class BindServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String OPTIONS =
      """
      options {
        directory "%s";
        listen-on port %d { 127.0.0.1; };
        listen-on-v6 { none; };
        allow-query { 127.0.0.0/8; };
        pid-file none;
        session-keyfile none;
        notify no;
        empty-zones-enable no;
        max-cache-size 16m;
      %s
      };
      controls { };
      %s
      """;

  private final Process process;
  private final int port;

  private BindServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static boolean isInstalled() {
    return List.of("/usr/sbin/named", "/usr/bin/dnssec-signzone", "/usr/bin/dnssec-keygen").stream()
        .allMatch(program -> Files.isExecutable(Path.of(program)));
  }

  /** Starts it with further options, and with what stands beside the options. */
  static BindServer start(Path directory, String options, String statements) throws IOException {
    int port = Ports.free();
    Path configuration =
        Files.writeString(
            directory.resolve("named.conf"),
            OPTIONS.formatted(directory, port, options.indent(2).stripTrailing(), statements));
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder("/usr/sbin/named", "-g", "-n", "1", "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    BindServer server = new BindServer(process, port);
    boolean isRunning = false;
    try {
      Awaiting.until(PATIENCE, "named to run", () -> !process.isAlive() || hasStarted(log));
      isRunning = process.isAlive();
    } finally {
      if (!isRunning) {
        server.close();
      }
    }
    if (!isRunning) {
      throw new IllegalStateException("named: " + Files.readString(log));
    }
    return server;
  }

  /** Its first line begins with "running on". */
  private static boolean hasStarted(Path log) throws IOException {
    return Files.readString(log).lines().anyMatch(line -> line.endsWith(" running"));
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
  }
}
