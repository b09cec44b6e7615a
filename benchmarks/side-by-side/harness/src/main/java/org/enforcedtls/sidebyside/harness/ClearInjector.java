package org.enforcedtls.sidebyside.harness;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Fills the queue of a mail server on loopback, in clear, over several connections. */
final class ClearInjector {
  private static final int CONNECTIONS = 8;
  private static final int PATIENCE_MILLIS = 60_000;
  private static final String HEADER =
      """
      From: <sender@side.example>
      To: <r0@d0.example>
      Subject: side by side

      """
          .replace("\n", "\r\n");

  private final int port;
  private final Work work;
  private final int firstDomain;
  private final int count;
  private final AtomicInteger taken = new AtomicInteger();

  private ClearInjector(int port, Work work, int firstDomain, int count) {
    this.port = port;
    this.work = work;
    this.firstDomain = firstDomain;
    this.count = count;
  }

  /** What is measured. */
  static ClearInjector counted(int port, Work work) {
    return new ClearInjector(port, work, 0, work.counted());
  }

  /** What comes before that, to domains of its own if there are several. */
  static ClearInjector warmUp(int port, Work work) {
    return new ClearInjector(port, work, work.domains() == 1 ? 0 : work.domains(), work.warmed());
  }

  /** Returns when the server has taken the last one. Blocking. */
  void injectAll() throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      List<Callable<Void>> injections = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        injections.add(this::inject);
      }
      for (Future<Void> injection : threads.invokeAll(injections)) {
        injection.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("the queue cannot be filled", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private Void inject() throws IOException {
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
      byte[] content = content();
      expect(in, '2');
      say(out, in, "EHLO injector.example\r\n", '2');
      for (int i = taken.getAndIncrement(); i < count; i = taken.getAndIncrement()) {
        int domain = work.domains() == 1 ? 0 : firstDomain + i / work.messages();
        StringBuilder group = new StringBuilder("MAIL FROM:<sender@side.example>\r\n");
        for (int r = 0; r < work.recipients(); r++) {
          group.append("RCPT TO:<r" + r + "@d" + domain + ".example>\r\n");
        }
        say(out, in, group.append("DATA\r\n").toString(), '2');
        for (int r = 0; r < work.recipients(); r++) {
          expect(in, '2');
        }
        expect(in, '3');
        out.write(content);
        say(out, in, ".\r\n", '2');
      }
      say(out, in, "QUIT\r\n", '2');
    }
    return null;
  }

  private byte[] content() {
    String line = "x".repeat(70) + "\r\n";
    int lines = Math.max(1, (work.octets() - HEADER.length() + line.length() - 1) / line.length());
    return (HEADER + line.repeat(lines)).getBytes(US_ASCII);
  }

  private static void say(OutputStream out, InputStream in, String command, char digit)
      throws IOException {
    out.write(command.getBytes(US_ASCII));
    out.flush();
    expect(in, digit);
  }

  private static void expect(InputStream in, char digit) throws IOException {
    StringBuilder line = new StringBuilder();
    do {
      line.setLength(0);
      for (int octet = in.read(); octet != '\n'; octet = in.read()) {
        if (octet < 0) {
          throw new IOException("expected a reply, found the end");
        }
        line.append((char) octet);
      }
      if (line.length() < 4 || line.charAt(0) != digit) {
        throw new IOException("expected " + digit + "yz, found " + line);
      }
    } while (line.charAt(3) == '-');
  }
}
