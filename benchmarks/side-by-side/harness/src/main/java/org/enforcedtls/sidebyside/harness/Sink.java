package org.enforcedtls.sidebyside.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A sink of its own for each trial, and the delay line before it if there is one. */
final class Sink implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Child sink;
  private final Fields ports;
  private final List<Child> line = new ArrayList<>();
  private int port;

  private Sink(Child sink, Fields ports) {
    this.sink = sink;
    this.ports = ports;
    this.port = ports.integer("port");
  }

  static Sink start(Workshop workshop, List<String> options, Duration oneWay)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                workshop.program("sink").toString(),
                "--listen",
                "lo:0",
                "--until-eof",
                "--chain",
                workshop.file("host.pem").toString(),
                "--key",
                workshop.file("host.key").toString()));
    command.addAll(options);
    Child child = Child.start(command, workshop.file("sink.log"));
    try {
      Sink started = new Sink(child, child.next(PATIENCE));
      if (!oneWay.isZero()) {
        started.putBehind(workshop, oneWay);
      }
      return started;
    } catch (IOException | InterruptedException e) {
      child.close();
      throw e;
    }
  }

  private void putBehind(Workshop workshop, Duration oneWay)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            workshop.program("delay").toString(),
            "--to",
            "127.0.0.1:" + port,
            "--one-way",
            Long.toString(oneWay.toMillis()));
    Child delay = Child.start(command, workshop.file("delay.log"));
    line.add(delay);
    port = delay.next(PATIENCE).integer("port");
  }

  /** Where peers connect to, at the address of any MX host. */
  int port() {
    return port;
  }

  /** What it has counted so far. */
  Fields counters() throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.integer("control")),
          (int) PATIENCE.toMillis());
      return Fields.parse(
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
    }
  }

  /** Ends it; what it has counted in all. */
  Fields end() throws IOException, InterruptedException {
    for (Child delay : line) {
      delay.end();
    }
    sink.end();
    return sink.next(PATIENCE);
  }

  @Override
  public void close() {
    line.forEach(Child::close);
    sink.close();
  }
}
