package org.enforcedtls.benchmarks;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;

/** A {@link HandshakeServer} that runs, and sockets that reach it whatever they are to dial. */
final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final InetSocketAddress address;
  private final X509Certificate root;

  private ServerProcess(Process process, InetSocketAddress address, X509Certificate root) {
    this.process = process;
    this.address = address;
    this.root = root;
  }

  static ServerProcess start(String keys, String protocol)
      throws IOException, CertificateException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HandshakeServer.class.getName(),
                keys,
                protocol)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader said = process.inputReader();
    int port = Integer.parseInt(requireNonNull(said.readLine(), "the port of the server"));
    byte[] root = Base64.getDecoder().decode(requireNonNull(said.readLine(), "its root"));
    return new ServerProcess(
        process,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(root)));
  }

  X509Certificate root() {
    return root;
  }

  SocketFactory sockets() {
    return new SocketFactory() {
      @Override
      public Socket createSocket() {
        return new Socket() {
          @Override
          public void connect(SocketAddress ignored, int timeoutMillis) throws IOException {
            super.connect(address, timeoutMillis);
          }
        };
      }

      @Override
      public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("unconnected sockets only");
      }

      @Override
      public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        return createSocket(host, port);
      }

      @Override
      public Socket createSocket(InetAddress host, int port) {
        return createSocket(host.getHostAddress(), port);
      }

      @Override
      public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        return createSocket(host.getHostAddress(), port);
      }
    };
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
