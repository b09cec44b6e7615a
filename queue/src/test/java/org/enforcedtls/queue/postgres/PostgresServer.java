package org.enforcedtls.queue.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * PostgreSQL as Debian packages it, on a free port of loopback, with its data in a folder of its
 * own. As root it runs as the user postgres.
 */
public final class PostgresServer implements AutoCloseable {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String USER = "postgres";
  private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

  private final Path programs;
  private final Path directory;
  private final AtomicInteger databases = new AtomicInteger();
  private final int port;
  private Process server;

  private PostgresServer(Path programs) throws IOException, InterruptedException {
    this.programs = programs;
    this.directory = Files.createTempDirectory("queue-postgres");
    if (IS_ROOT) {
      Files.setOwner(
          directory,
          directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
    }
    this.port = freePort();
    int exit =
        process(
                "initdb",
                "-D",
                data(),
                "-U",
                USER,
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-sync",
                "--no-locale")
            .waitFor();
    if (exit != 0) {
      throw new IOException("initdb failed: " + log());
    }
    this.server = launch();
  }

  /** A server, or the test is skipped. */
  public static PostgresServer start() {
    Optional<Path> programs = programs();
    if (programs.isEmpty()) {
      System.err.println("SKIPPED: PostgreSQL is not installed (apt-get install postgresql)");
    }
    assumeTrue(programs.isPresent(), "PostgreSQL is not installed: apt-get install postgresql");
    try {
      return new PostgresServer(programs.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Path> programs() {
    if (!Files.isDirectory(VERSIONS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String data() {
    return directory.resolve("data").toString();
  }

  private String log() throws IOException {
    return Files.readString(directory.resolve("log"));
  }

  private Process process(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (IS_ROOT) {
      // Becomes the program, so that the process id is its own.
      command.addAll(
          List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups", "--"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()))
        .start();
  }

  private Process launch() throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Process started = run();
    while (true) {
      try (Connection connection = DriverManager.getConnection(url("postgres"))) {
        if (connection.isValid(1)) {
          return started;
        }
      } catch (SQLException e) {
        if (System.nanoTime() > end) {
          throw new IOException("PostgreSQL did not start: " + log(), e);
        }
      }
      if (!started.isAlive()) {
        // After a kill, its last children may take a moment to leave.
        started = run();
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private Process run() throws IOException {
    return process(
        "postgres",
        "-D",
        data(),
        "-p",
        Integer.toString(port),
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "unix_socket_directories=",
        "-c",
        "max_connections=200");
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER;
  }

  /** The URL of a new, empty database. */
  public String newDatabase() {
    String name = "queue" + databases.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(url("postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
      return url(name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Kills the server as a power cut would, and starts it again. Blocking. */
  public void killAndRestart() throws IOException, InterruptedException {
    kill();
    server = launch();
  }

  private void kill() throws InterruptedException {
    server.destroyForcibly();
    server.waitFor();
  }

  @Override
  public void close() {
    try {
      kill();
      // Its children see that it is gone, and leave.
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      System.err.println("could not remove " + directory + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
