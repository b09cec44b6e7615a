package org.enforcedtls.testkit.mx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A client that says what it is told, and judges nothing. For one thread. */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;
  private final Socket tcp;
  private Socket current;

  RawClient(InetSocketAddress address) throws IOException {
    tcp = new Socket();
    tcp.setTcpNoDelay(true);
    tcp.connect(address, PATIENCE_MILLIS);
    tcp.setSoTimeout(PATIENCE_MILLIS);
    current = tcp;
  }

  static RawClient greetedBy(ScriptedMx mx) throws IOException {
    RawClient client = new RawClient(mx.address());
    client.reply();
    return client;
  }

  /** Up to the reply to EHLO inside TLS. */
  static RawClient inTls(ScriptedMx mx, SSLContext trust) throws IOException {
    RawClient client = greetedBy(mx);
    client.say("EHLO client.test\r\n");
    client.say("STARTTLS\r\n");
    client.startTls(trust);
    client.say("EHLO client.test\r\n");
    return client;
  }

  void patience(int millis) throws IOException {
    tcp.setSoTimeout(millis);
  }

  void startTls(SSLContext trust) throws IOException {
    startTls(trust, null, null);
  }

  void startTls(SSLContext trust, @Nullable String protocol, @Nullable String suite)
      throws IOException {
    SSLSocket tls =
        (SSLSocket) trust.getSocketFactory().createSocket(tcp, "mx.test", tcp.getPort(), true);
    if (protocol != null) {
      tls.setEnabledProtocols(new String[] {protocol});
    }
    if (suite != null) {
      tls.setEnabledCipherSuites(new String[] {suite});
    }
    tls.startHandshake();
    current = tls;
  }

  void send(String text) throws IOException {
    current.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    current.getOutputStream().flush();
  }

  String say(String text) throws IOException {
    send(text);
    return reply();
  }

  /** A whole reply, or what came of it until the end of the connection. */
  String reply() throws IOException {
    StringBuilder reply = new StringBuilder();
    String line;
    do {
      line = line();
      reply.append(line);
    } while (line.endsWith("\n") && line.length() > 3 && line.charAt(3) == '-');
    return reply.toString();
  }

  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    InputStream in = current.getInputStream();
    int octet = in.read();
    while (octet >= 0) {
      line.write(octet);
      if (octet == '\n') {
        break;
      }
      octet = in.read();
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /** One octet, or -1 at the end. */
  int read() throws IOException {
    return current.getInputStream().read();
  }

  /** Whether the next octet does not come, as the server has closed or reset the connection. */
  boolean isEnded() throws IOException {
    try {
      return read() < 0;
    } catch (SocketException e) {
      return true;
    }
  }

  String rest() throws IOException {
    return new String(current.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    tcp.close();
  }
}
