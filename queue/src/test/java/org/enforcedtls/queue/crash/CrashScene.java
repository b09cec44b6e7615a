package org.enforcedtls.queue.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.mx.MxConnection;
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

  /**
   * One copy of a message.
   *
   * @param node that sent it
   * @param wasKilled whether that node was killed
   * @param wasAnswered whether the node certainly has read the reply, as it sent more after it
   */
  record Arrival(int node, boolean wasKilled, boolean wasAnswered) {}

  /** A node that enqueues so many messages, from this number on, and works. */
  Node start(int first, int count) throws IOException {
    return start("-Xmx256m", NodeProgram.class, List.of(first, count));
  }

  /** A node that works until so many are accepted and so many have expired. */
  Node startWithSmallHeap(int accepted, int expired) throws IOException {
    return start("-Xmx64m", SmallHeapProgram.class, List.of(accepted, expired));
  }

  private Node start(String heap, Class<?> program, List<Integer> numbers) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            heap,
            "-XX:TieredStopAtLevel=1",
            "-Dqueue.lease=" + Integer.getInteger("queue.lease", 5),
            "-cp",
            System.getProperty("java.class.path"),
            program.getName(),
            store,
            Integer.toString(dns.socketAddress().getPort()),
            Integer.toString(sink.address().getPort()),
            ca.toString(),
            Integer.toString(domains),
            ehloName(nodes.size()),
            numbers.get(0).toString(),
            numbers.get(1).toString());
    Node node = new Node(new ProcessBuilder(command).redirectErrorStream(true).start());
    nodes.add(node);
    return node;
  }

  /** By this the sink knows which node sent. */
  private static String ehloName(int node) {
    return "node" + node + ".bank.example";
  }

  /**
   * All copies that arrived, by the number of the message; last the one that no kill cut off, if
   * there is one.
   */
  Map<Integer, List<Arrival>> arrivals() {
    Map<Integer, List<Arrival>> arrivals = new HashMap<>();
    for (MxConnection connection : sink.connections()) {
      List<ReceivedMessage> messages = connection.messages();
      long begun = connection.verbs().stream().filter("MAIL"::equals).count();
      for (int i = 0; i < messages.size(); i++) {
        int node = nodeOf(connection);
        Arrival arrival = new Arrival(node, nodes.get(node).wasKilled(), begun > i + 1);
        arrivals
            .computeIfAbsent(numberOf(messages.get(i)), number -> new ArrayList<>())
            .add(arrival);
      }
    }
    Comparator<Arrival> killedFirst =
        Comparator.comparing((Arrival arrival) -> !arrival.wasKilled())
            .thenComparing(Arrival::node);
    arrivals.values().forEach(copies -> copies.sort(killedFirst));
    return arrivals;
  }

  private static int numberOf(ReceivedMessage message) {
    String subject = message.contentText().lines().findFirst().orElse("");
    return Integer.parseInt(subject.substring("Subject: ".length()));
  }

  private static int nodeOf(MxConnection connection) {
    String name =
        connection.commands().stream()
            .filter(command -> command.verb().equals("EHLO"))
            .findFirst()
            .orElseThrow()
            .argument();
    return Integer.parseInt(name.substring("node".length(), name.indexOf('.')));
  }

  Set<Integer> acknowledged() {
    return nodes.stream().flatMap(node -> node.acknowledged().stream()).collect(Collectors.toSet());
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
