package org.enforcedtls.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An MX host whose TLS is that of {@code openssl s_server}, staple included: octets are handed to
 * it once STARTTLS is agreed on, and what it decrypts is answered as a mail host would.
 */
final class OpensslMx implements AutoCloseable {
  private final ServerSocket front;
  private final Process server;
  private final int backPort;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private OpensslMx(ServerSocket front, Process server, int backPort) {
    this.front = front;
    this.server = server;
    this.backPort = backPort;
  }

  static OpensslMx start(OpensslCa ca, String protocol, List<String> stapling) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    // Taken first: else it could be given the port that was found free for the other.
    ServerSocket front = new ServerSocket(0, 8, loopback);
    int backPort;
    try (ServerSocket free = new ServerSocket(0, 1, loopback)) {
      backPort = free.getLocalPort();
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                "openssl",
                "s_server",
                "-quiet",
                protocol,
                "-accept",
                "127.0.0.1:" + backPort,
                "-cert",
                path(ca, "host.pem"),
                "-key",
                path(ca, "host.key")));
    command.addAll(stapling);
    Process server =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    OpensslMx mx = new OpensslMx(front, server, backPort);
    Awaiting.until(
        Duration.ofSeconds(20), "openssl s_server", () -> Ports.isOpen("127.0.0.1", backPort));
    if (!server.isAlive()) {
      mx.close();
      throw new IOException("expected openssl s_server to listen, found that it has ended");
    }
    mx.threads.execute(mx::answerInside);
    mx.threads.execute(mx::acceptAll);
    return mx;
  }

  private static String path(OpensslCa ca, String name) {
    Path file = ca.file(name);
    return file.toAbsolutePath().toString();
  }

  int port() {
    return front.getLocalPort();
  }

  private void acceptAll() {
    while (!front.isClosed()) {
      try {
        Socket client = front.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket back = new Socket(InetAddress.getLoopbackAddress(), backPort)) {
      InputStream in = client.getInputStream();
      OutputStream out = client.getOutputStream();
      say(out, "220 openssl ESMTP");
      line(in);
      say(out, "250-openssl\r\n250 STARTTLS");
      line(in);
      say(out, "220 go ahead");
      threads.execute(() -> copy(back, client));
      in.transferTo(back.getOutputStream());
    } catch (IOException e) {
      // The client went away, as it does after a refusal.
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // One of them went away.
    }
  }

  /** Octet by octet: what follows the line is not ours to read. */
  private static void line(InputStream in) throws IOException {
    int octet;
    do {
      octet = in.read();
    } while (octet >= 0 && octet != '\n');
  }

  private static void say(OutputStream out, String reply) throws IOException {
    out.write((reply + "\r\n").getBytes(US_ASCII));
    out.flush();
  }

  /** The process puts what it decrypts on its standard output. */
  private void answerInside() {
    boolean inContent = false;
    try (BufferedReader said = server.inputReader(US_ASCII);
        OutputStream out = server.getOutputStream()) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        if (inContent && !line.equals(".")) {
          continue;
        }
        inContent = line.equals("DATA");
        // Nobody waits for the reply to QUIT: the process would keep it for the next client.
        if (!line.equals("QUIT")) {
          say(out, inContent ? "354 go on" : "250 ok");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    front.close();
    server.destroy();
    threads.shutdownNow();
  }
}
