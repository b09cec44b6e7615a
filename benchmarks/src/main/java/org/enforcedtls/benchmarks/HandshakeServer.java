package org.enforcedtls.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.InstantSource;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.enforcedtls.testkit.ca.CertificateBuilder;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;

/**
 * A program of its own, so that what the server spends is not counted with the client: an MX host
 * for any name of {@link #DOMAIN}, with a chain of three, one protocol and one suite, by the JDK.
 */
public final class HandshakeServer {
  static final String DOMAIN = "bench.example";

  private final SSLContext context;
  private final String protocol;
  private final String suite;

  private HandshakeServer(SSLContext context, String protocol, String suite) {
    this.context = context;
    this.protocol = protocol;
    this.suite = suite;
  }

  /**
   * Prints its port and its root in base 64, each on a line, and serves until its input ends.
   *
   * @param args the kind of all keys, {@code RSA-2048} or {@code EC-P256}, and the protocol
   * @throws IOException if it cannot listen
   * @throws CertificateEncodingException never
   */
  public static void main(String[] args) throws IOException, CertificateEncodingException {
    String keys = args[0];
    TestCa root = withKeys(TestCa.root("Root", InstantSource.system()), keys).issueAuthority();
    TestCa issuing = withKeys(root.authority("Issuing CA"), keys).issueAuthority();
    TestCertificate host =
        withKeys(issuing.certificate(DOMAIN), keys).dnsNames("*." + DOMAIN).issue();
    ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    System.out.println(listening.getLocalPort());
    System.out.println(Base64.getEncoder().encodeToString(root.certificate().getEncoded()));
    HandshakeServer server =
        new HandshakeServer(host.sslContext(), args[1], suiteFor(keys, args[1]));
    Thread serving = new Thread(() -> server.serve(listening), "handshake-server");
    serving.setDaemon(true);
    serving.start();
    while (System.in.read() >= 0) {
      // Its end is the sign to stop.
    }
  }

  private static CertificateBuilder withKeys(CertificateBuilder certificate, String keys) {
    return keys.startsWith("RSA") ? certificate.rsa(2048) : certificate.ec("secp256r1");
  }

  private static String suiteFor(String keys, String protocol) {
    return protocol.equals("TLSv1.3")
        ? "TLS_AES_256_GCM_SHA384"
        : "TLS_ECDHE_" + (keys.startsWith("RSA") ? "RSA" : "ECDSA") + "_WITH_AES_256_GCM_SHA384";
  }

  private void serve(ServerSocket listening) {
    while (!listening.isClosed()) {
      try (Socket client = listening.accept()) {
        client.setTcpNoDelay(true);
        converse(client);
      } catch (IOException e) {
        // The client went away; the next one counts.
      }
    }
  }

  private void converse(Socket client) throws IOException {
    say(client, "220 " + DOMAIN);
    BufferedReader in = reader(client);
    in.readLine();
    say(client, "250-" + DOMAIN + "\r\n250 STARTTLS");
    in.readLine();
    say(client, "220 go ahead");
    try (SSLSocket tls =
        (SSLSocket) context.getSocketFactory().createSocket(client, "client.example", 0, true)) {
      tls.setUseClientMode(false);
      tls.setEnabledProtocols(new String[] {protocol});
      tls.setEnabledCipherSuites(new String[] {suite});
      BufferedReader inside = reader(tls);
      inside.readLine();
      say(tls, "250 " + DOMAIN);
      inside.readLine();
    }
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
}
