package org.enforcedtls.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * The same dialogue by hand over the JDK's JSSE: one context for all hosts, its own trust manager,
 * its own check of the name.
 */
final class JsseClient implements HandshakeClient {
  private static final InetSocketAddress ANY = InetSocketAddress.createUnresolved("any", 25);
  private static final String SEEN = JsseClient.class.getName();

  private final SocketFactory sockets;
  private final SSLContext context;

  JsseClient(ServerProcess server) throws IOException, GeneralSecurityException {
    sockets = server.sockets();
    KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
    anchors.load(null, null);
    anchors.setCertificateEntry("anchor", server.root());
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(anchors);
    context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
  }

  @Override
  public boolean open(String host) throws IOException {
    try (Socket plain = sockets.createSocket()) {
      plain.connect(ANY, 30_000);
      plain.setTcpNoDelay(true);
      plain.setSoTimeout(30_000);
      BufferedReader in = reader(plain);
      expect("220", in);
      say(plain, "EHLO mail.bank.example");
      expect("250", in);
      say(plain, "STARTTLS");
      expect("220", in);
      try (SSLSocket tls =
          (SSLSocket) context.getSocketFactory().createSocket(plain, host, 25, true)) {
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        // What is bound to a session is there again when it is resumed.
        boolean isResumed = tls.getSession().getValue(SEEN) != null;
        tls.getSession().putValue(SEEN, SEEN);
        BufferedReader inside = reader(tls);
        say(tls, "EHLO mail.bank.example");
        expect("250", inside);
        say(tls, "QUIT");
        return isResumed;
      }
    }
  }

  private static void expect(String code, BufferedReader in) throws IOException {
    String line;
    do {
      line = in.readLine();
      if (line == null || !line.startsWith(code)) {
        throw new IOException("expected " + code + ", found " + line);
      }
    } while (line.startsWith(code + "-"));
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }

  private static void say(Socket socket, String line) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() {
    // Nothing of it lasts.
  }
}
