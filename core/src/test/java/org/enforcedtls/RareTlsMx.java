package org.enforcedtls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.enforcedtls.testkit.ca.TestCertificate;

/**
 * A host that takes every message over TLS that the JDK cannot do, or not any more: one suite, one
 * group.
 */
final class RareTlsMx implements AutoCloseable {
  private final ServerSocket listening;
  private final SSLContext context;
  private final Tls tls;
  private final Thread thread = new Thread(this::serve, "rare-tls-mx");

  /** What it can do. */
  record Tls(RareTlsLibrary library, String protocol, String suite, String group) {
    Tls(String protocol, String suite, String group) {
      this(RareTlsLibrary.BOUNCY_CASTLE, protocol, suite, group);
    }
  }

  private RareTlsMx(SSLContext context, Tls tls) throws IOException {
    this.listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    this.context = context;
    this.tls = tls;
  }

  static RareTlsMx start(TestCertificate certificate, Tls tls)
      throws IOException, GeneralSecurityException {
    RareTlsMx mx = new RareTlsMx(tls.library().context(certificate), tls);
    mx.thread.start();
    return mx;
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listening.getLocalSocketAddress();
  }

  private void serve() {
    while (!listening.isClosed()) {
      try (Socket plain = listening.accept()) {
        converse(plain);
      } catch (IOException e) {
        // A handshake that fails is what some clients are here for; the next one may do better.
      }
    }
  }

  private void converse(Socket plain) throws IOException {
    OutputStream out = plain.getOutputStream();
    say(out, "220 rare.test");
    BufferedReader in = reader(plain);
    in.readLine();
    say(out, "250-rare.test\r\n250 STARTTLS");
    in.readLine();
    say(out, "220 go ahead");
    try (SSLSocket inside =
        (SSLSocket) context.getSocketFactory().createSocket(plain, "client.test", 0, true)) {
      inside.setUseClientMode(false);
      inside.setEnabledProtocols(new String[] {tls.protocol});
      tls.library().restrict(inside, tls.suite, tls.group);
      inside.startHandshake();
      takeMail(reader(inside), inside.getOutputStream());
    }
  }

  private static void takeMail(BufferedReader in, OutputStream out) throws IOException {
    boolean isContent = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      boolean isEndOfContent = isContent && line.equals(".");
      if (!isContent || isEndOfContent) {
        isContent = line.toUpperCase(Locale.ROOT).equals("DATA");
        say(out, isContent ? "354 go on" : "250 ok");
      }
    }
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() {
    try {
      listening.close();
      thread.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
