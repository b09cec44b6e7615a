package org.enforcedtls.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.queue.DeliveryQueue;
import org.enforcedtls.queue.entry.QueueId;
import org.enforcedtls.queue.entry.QueueQuery;
import org.enforcedtls.queue.entry.QueueSubmission;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.dns.TestDns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own, and signals to it. */
class QueueDaemonTest {
  private static final Path KILL = Path.of("/bin/kill");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** No host is there; the row of late.example admits another than the DNS names. */
  private static final String TABLE =
      """
      version: 1
      partners:
        - {domain: late.example, mx: [{host: %s}]}
        - {domain: never.example, mx: [{host: other.never.example}]}
      """;

  private final TestDns dns = TestDns.start();
  private final List<Process> processes = new ArrayList<>();

  @TempDir private Path directory;
  private DeliveryQueue queue;

  /** A build under nohup has its children ignore SIGHUP: this has them hear it. */
  private static final List<String> HEARING = List.of("env", "--default-signal=HUP");

  private static final List<String> DEAF = List.of("env", "--ignore-signal=HUP");

  @BeforeEach
  void openQueue() throws Exception {
    assumeTrue(Files.isExecutable(KILL), "there is no /bin/kill");
    Process env = new ProcessBuilder("env", "--default-signal=HUP", "true").start();
    assumeTrue(
        env.waitFor() == 0, "env cannot set what signals do: expected coreutils 8.31 or later");
    for (String domain : List.of("late.example", "never.example")) {
      dns.mx(domain, 10, "mx." + domain).address("mx." + domain, "127.77.0.1");
    }
    queue = DeliveryQueue.inDirectory(directory.resolve("spool")).open();
  }

  @AfterEach
  void endAll() {
    processes.forEach(Process::destroyForcibly);
    queue.close();
    dns.close();
  }

  @Test
  void changedFilesCountFromTheSignalOnAndBrokenOnesNever() throws Exception {
    write("partners.yaml", TABLE.formatted("other.late.example"));
    write("ca.pem", TestCa.create("First"));
    QueueId late = enqueue("inbox@late.example");
    QueueId never = enqueue("inbox@never.example");
    Process daemon = start(HEARING);
    awaitAttempts(late, 1, "mx-not-in-policy");
    awaitAttempts(never, 1, "mx-not-in-policy");

    write("partners.yaml", TABLE.formatted("[oops"));
    signal("HUP", daemon);
    awaitSaid("reload refused, what was in use stays: partners.yaml:3:");
    awaitHealth("; problem: reload refused: partners.yaml:3:");

    write("partners.yaml", TABLE.formatted("mx.late.example"));
    signal("HUP", daemon);
    awaitSaid("partners.yaml: 2 rows in use");
    awaitSaid("trust anchors: unchanged");
    awaitAttempts(late, 2, "connect-failed");
    awaitHealth("; waiting 1; held 1; suspended 0; domains down 2\n");
    assertThat(queue.attempts(never)).hasSize(1);

    write("ca.pem", "no CA");
    signal("HUP", daemon);
    awaitSaid("reload refused, what was in use stays: ", "ca.pem");
    write("ca.pem", TestCa.create("Second"));
    signal("HUP", daemon);
    awaitSaid("trust anchors: 1 in use");
    awaitSaid("held, and tried now: 1");
    awaitAttempts(never, 2, "mx-not-in-policy");

    signal("TERM", daemon);
    assertThat(daemon.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(daemon.exitValue()).as(said()).isZero();
    assertThat(queue.list(QueueQuery.open(), 10)).hasSize(2);
  }

  @Test
  void daemonThatCannotHearTheSignalSaysSo() throws Exception {
    write("partners.yaml", TABLE.formatted("mx.late.example"));
    write("ca.pem", TestCa.create("First"));
    Process daemon = start(DEAF);
    awaitSaid("SIGHUP does not get here");
    awaitHealth("open 0 messages");
    signal("TERM", daemon);
    assertThat(daemon.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(daemon.exitValue()).as(said()).isZero();
  }

  private QueueId enqueue(String recipient) throws IOException {
    return queue.enqueue(
        QueueSubmission.of(
            Envelope.from("reports@bank.example").to(recipient).build(),
            MailContent.ofOctets(new byte[] {'x'})));
  }

  private Process start(List<String> environment) throws IOException {
    List<String> command = new ArrayList<>(environment);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            EnforcedTls.class.getName(),
            "queue",
            "--spool=spool",
            "run"));
    command.addAll(
        List.of(
            "--ehlo=mail.bank.example",
            "--policy=partners.yaml",
            "--trust-anchors=ca.pem",
            "--allow-address=127.0.0.0/8",
            "--resolver=127.0.0.1:" + dns.socketAddress().getPort(),
            "--health=health",
            "--health-every=1s"));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("said").toFile())
            .start();
    processes.add(process);
    return process;
  }

  private static void signal(String name, Process process) throws Exception {
    Process kill =
        new ProcessBuilder(KILL.toString(), "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  private void write(String name, String text) throws IOException {
    Path next = Files.writeString(directory.resolve("next"), text);
    Files.move(next, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private void write(String name, TestCa ca) throws IOException {
    ca.writePem(directory.resolve("next"));
    Files.move(directory.resolve("next"), directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private String said() throws IOException {
    return Files.readString(directory.resolve("said"));
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private void await(String what, Condition condition) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end || !processes.get(0).isAlive()) {
        throw new AssertionError(what + " is not to be seen; said was:\n" + said());
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private void awaitSaid(String... words) throws IOException {
    await(
        String.join(" … ", words),
        () -> said().lines().anyMatch(line -> List.of(words).stream().allMatch(line::contains)));
  }

  private void awaitHealth(String words) throws IOException {
    Path health = directory.resolve("health");
    await(words, () -> Files.exists(health) && Files.readString(health).contains(words));
  }

  private void awaitAttempts(QueueId id, int count, String cause) throws IOException {
    await(
        count + " attempts, " + cause,
        () ->
            queue.attempts(id).size() == count
                && queue
                    .list(QueueQuery.of(id), 1)
                    .get(0)
                    .progress()
                    .cause()
                    .filter(cause::equals)
                    .isPresent());
  }
}
