package org.enforcedtls.queue.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.mx.ReceivedMessage;
import org.enforcedtls.testkit.mx.ScriptedMx;

/** The sink in this JVM, and nodes in others. */
final class CrashScene implements AutoCloseable {
  static final String ADDRESS = "192.0.2.1";

  private static final TestCa CA = TestCa.create("Crash CA");
  private static final String MX = "mx.sink.example";

  private final String store;
  private final int domains;
  private final Path ca;
  private final TestDns dns = TestDns.start();
  private final ScriptedMx sink;
  private final List<Node> nodes = new ArrayList<>();

  /** With so many domains, d0.example and up, all of which have the one sink as their MX host. */
  CrashScene(Path directory, String store, int domains) throws Exception {
    this.store = store;
    this.domains = domains;
    this.ca = directory.resolve("ca.pem");
    Files.writeString(
        ca,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(CA.certificate().getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    dns.address(MX, ADDRESS);
    for (int i = 0; i < domains; i++) {
      dns.mx("d" + i + ".example", 10, MX);
    }
    sink = ScriptedMx.builder().hostName(MX).certificate(CA.issue(MX)).start();
  }

  /** A node that enqueues so many messages, from this number on, and works. */
  Node start(int first, int count) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            NodeProgram.class.getName(),
            store,
            Integer.toString(dns.socketAddress().getPort()),
            Integer.toString(sink.address().getPort()),
            ca.toString(),
            Integer.toString(domains),
            Integer.toString(first),
            Integer.toString(count));
    Node node = new Node(new ProcessBuilder(command).redirectErrorStream(true).start());
    nodes.add(node);
    return node;
  }

  /** How often each number arrived. */
  Map<Integer, Integer> arrivals() {
    Map<Integer, Integer> arrivals = new HashMap<>();
    for (ReceivedMessage message : sink.messages()) {
      String subject = message.contentText().lines().findFirst().orElse("");
      arrivals.merge(Integer.parseInt(subject.substring("Subject: ".length())), 1, Integer::sum);
    }
    return arrivals;
  }

  Set<Integer> acknowledged() {
    return nodes.stream().flatMap(node -> node.acknowledged().stream()).collect(Collectors.toSet());
  }

  static long duplicates(Map<Integer, Integer> arrivals) {
    return arrivals.values().stream().mapToLong(times -> times - 1L).sum();
  }

  void awaitArrivals(int count, Duration timeout) {
    sink.awaitMessages(count, timeout);
  }

  @Override
  public void close() {
    nodes.forEach(Node::kill);
    sink.close();
    dns.close();
  }
}
