package org.enforcedtls.testkit.sts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** What is written on a connection once its request is read. Immutable. */
final class PolicyAnswer {
  private static final int DRIP_MILLIS = 20;
  private static final String POLICY =
      "version: STSv1\nmode: enforce\nmx: mx.fi.example\nmax_age: 604800\n";

  /** Writes what there is to write. */
  @FunctionalInterface
  private interface Writer {
    void writeTo(Socket client) throws IOException, InterruptedException;
  }

  private enum Layer {
    CLEAR,
    TLS
  }

  private final Layer layer;
  private final Writer writer;

  private PolicyAnswer(Layer layer, Writer writer) {
    this.layer = layer;
    this.writer = writer;
  }

  static PolicyAnswer of(String policy) {
    requireNonNull(policy, "policy");
    return inTls(
        client -> client.getOutputStream().write(response("200 OK", "text/plain", policy)));
  }

  static PolicyAnswer raw(String response) {
    requireNonNull(response, "response");
    return text(response);
  }

  static PolicyAnswer of(PolicyHostFault fault) {
    return switch (fault) {
      case NOT_FOUND -> status("404 Not Found");
      case SERVER_ERROR -> status("500 Internal Server Error");
      case REDIRECT ->
          text("HTTP/1.1 301 Moved\r\nLocation: https://mta-sts.fi.example/other\r\n\r\n");
      case WRONG_CONTENT_TYPE ->
          inTls(client -> client.getOutputStream().write(response("200 OK", "text/html", POLICY)));
      case NO_CONTENT_TYPE ->
          text("HTTP/1.1 200 OK\r\nContent-Length: " + POLICY.length() + "\r\n\r\n" + POLICY);
      case TOO_LONG -> of(POLICY + "x: " + "y".repeat(128 * 1024));
      case ENDLESS_CHUNKS ->
          loop(ok("Transfer-Encoding: chunked\r\n"), "1000\r\n" + "y".repeat(4096) + "\r\n");
      case ENDLESS_HEADERS -> loop("HTTP/1.1 200 OK\r\n", "X: y\r\n");
      case COMPRESSED -> text(ok("Content-Encoding: gzip\r\n") + "\u001f\u008b");
      case TRUNCATED -> text(ok("Content-Length: 1000\r\n") + POLICY);
      case SLOW_DRIP -> drip(ok("Content-Length: 60000\r\n") + POLICY);
      case SILENT -> inTls(client -> awaitEnd(client.getInputStream()));
      case HTTP_2_ONLY -> text("\0\0\6\4\0\0\0\0\0\0\3\0\0\0d");
      case NO_TLS -> new PolicyAnswer(Layer.CLEAR, client -> write(client, ok("") + POLICY));
      case CLOSED_IN_HANDSHAKE -> new PolicyAnswer(Layer.CLEAR, client -> {});
    };
  }

  boolean isInClear() {
    return layer == Layer.CLEAR;
  }

  void writeTo(Socket client) throws IOException, InterruptedException {
    writer.writeTo(client);
  }

  private static PolicyAnswer inTls(Writer writer) {
    return new PolicyAnswer(Layer.TLS, writer);
  }

  private static PolicyAnswer text(String octets) {
    return inTls(client -> write(client, octets));
  }

  private static PolicyAnswer status(String status) {
    return inTls(client -> client.getOutputStream().write(response(status, "text/plain", POLICY)));
  }

  private static String ok(String fields) {
    return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n" + fields + "\r\n";
  }

  private static byte[] response(String status, String type, String body) {
    byte[] octets = body.getBytes(UTF_8);
    String head =
        ("HTTP/1.1 " + status + "\r\n")
            + ("Content-Type: " + type + "\r\n")
            + ("Content-Length: " + octets.length + "\r\n\r\n");
    return (head + new String(octets, ISO_8859_1)).getBytes(ISO_8859_1);
  }

  private static void write(Socket client, String octets) throws IOException {
    client.getOutputStream().write(octets.getBytes(ISO_8859_1));
  }

  private static PolicyAnswer loop(String beginning, String again) {
    return inTls(
        client -> {
          write(client, beginning);
          while (true) {
            write(client, again); // until the client has gone
          }
        });
  }

  private static PolicyAnswer drip(String beginning) {
    return inTls(
        client -> {
          OutputStream out = client.getOutputStream();
          write(client, beginning);
          client.setSoTimeout(DRIP_MILLIS);
          while (!hasEnded(client.getInputStream())) {
            out.write('y');
          }
        });
  }

  private static boolean hasEnded(InputStream in) throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException e) {
      return false; // the client waits for more
    }
  }

  private static void awaitEnd(InputStream in) throws IOException {
    int octet = in.read();
    while (octet >= 0) {
      octet = in.read();
    }
  }
}
