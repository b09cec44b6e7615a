package org.enforcedtls.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command checks a whole register at once, in little memory and on few threads. */
class ManyPartnersIT {
  private static final int PARTNERS = 500;
  private static final int HOSTS = 10;

  /** The last host has an expired certificate. */
  private static final int BAD_HOST = HOSTS - 1;

  private static final int AT_ONCE = 8;

  /** The JVM's own, those of the DNS client and the watchdog. */
  private static final int OTHER_THREADS = 40;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestCa ca = TestCa.create("Register CA");
  private final TestDns dns = TestDns.start();
  private final List<ScriptedMx> hosts = new ArrayList<>();

  @TempDir private Path directory;

  @BeforeAll
  static void portIsOurs() {
    assumeTrue(
        "root".equals(System.getProperty("user.name")),
        "SKIPPED, NOTHING WAS PROVED: port 25 needs root");
  }

  @AfterEach
  void stop() {
    hosts.forEach(ScriptedMx::close);
    dns.close();
  }

  @Test
  void fiveHundredPartnersAreCheckedInOneRun() throws Exception {
    for (int i = 0; i < HOSTS; i++) {
      start(i);
    }
    Path table = table();
    Path anchors = directory.resolve("ca.pem");
    ca.writePem(anchors);
    Path out = directory.resolve("check.json");

    Process process = process(table, anchors, out);
    int mostThreads = 0;
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
      assertThat(System.nanoTime()).as("still running").isLessThan(end);
      mostThreads = Math.max(mostThreads, threads(process));
    }

    assertThat(process.exitValue()).as(Files.readString(out)).isEqualTo(1);
    assertThat(mostThreads).isPositive().isLessThanOrEqualTo(AT_ONCE + OTHER_THREADS);
    List<JsonNode> domains =
        StreamSupport.stream(
                new ObjectMapper().readTree(out.toFile()).get("domains").spliterator(), false)
            .toList();
    assertThat(domains).hasSize(PARTNERS);
    for (int i = 0; i < PARTNERS; i++) {
      assertThat(domains.get(i).get("domain").asText()).isEqualTo(partner(i));
      assertThat(domains.get(i).get("verdict").asText())
          .as("%s", domains.get(i))
          .isEqualTo(i % HOSTS == BAD_HOST ? "findings" : "ready");
    }
    assertThat(hosts).allSatisfy(host -> assertThat(host.messages()).isEmpty());
  }

  private static String partner(int i) {
    return "p" + i + ".example";
  }

  private static String host(int i) {
    return "mx" + i + ".hub.example";
  }

  private void start(int i) throws IOException {
    String address = LoopbackAddress.withFreePort25();
    dns.address(host(i), address);
    hosts.add(
        ScriptedMx.builder()
            .listen(InetAddress.getByName(address), 25)
            .hostName(host(i))
            .certificate(
                i == BAD_HOST ? ca.certificate(host(i)).expired().issue() : ca.issue(host(i)))
            .start());
  }

  private Path table() throws IOException {
    List<String> rows = new ArrayList<>(List.of("version: 1", "partners:"));
    for (int i = 0; i < PARTNERS; i++) {
      dns.mx(partner(i), 10, host(i % HOSTS));
      rows.add("  - {domain: " + partner(i) + ", mx: [{host: " + host(i % HOSTS) + "}]}");
    }
    return Files.write(directory.resolve("partners.yaml"), rows);
  }

  private Process process(Path table, Path anchors, Path out) throws IOException {
    InetSocketAddress resolver = dns.socketAddress();
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-jar",
            Path.of("..", "cli", "target", "enforced-tls.jar").toString(),
            "check",
            "--all",
            "--json",
            "--ehlo",
            "mail.bank.example",
            "--at-once",
            String.valueOf(AT_ONCE),
            "--policy",
            table.toString(),
            "--trust-anchors",
            anchors.toString(),
            "--allow-address",
            "127.0.0.0/8",
            "--resolver",
            resolver.getAddress().getHostAddress() + ":" + resolver.getPort())
        .redirectOutput(out.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** As Linux counts them; 0 once the process is gone. */
  private static int threads(Process process) {
    Path tasks = Path.of("/proc", String.valueOf(process.pid()), "task");
    try (Stream<Path> each = Files.list(tasks)) {
      return (int) each.count();
    } catch (IOException e) {
      return 0;
    }
  }
}
