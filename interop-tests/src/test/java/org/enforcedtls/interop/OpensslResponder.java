package org.enforcedtls.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code openssl ocsp} as responder for one CA, which signs the answers itself. It takes a free
 * port, of which it tells; to look whether it listens would not do, as a connection without a
 * request hangs it. It cannot be had to listen on loopback only.
 */
final class OpensslResponder implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("ACCEPT .*:([0-9]+) PID=[0-9]+");

  private final Process server;
  private final int port;

  private OpensslResponder(Process server, int port) {
    this.server = server;
    this.port = port;
  }

  /** It answers by the index as it is now. */
  static OpensslResponder start(OpensslCa ca, OpensslCa.Status status) throws IOException {
    ca.index(status);
    Process server =
        new ProcessBuilder(
                List.of(
                    "openssl",
                    "ocsp",
                    "-index",
                    "index",
                    "-port",
                    "0",
                    "-rsigner",
                    "ca.pem",
                    "-rkey",
                    "ca.key",
                    "-CA",
                    "ca.pem",
                    "-ndays",
                    "1"))
            .directory(ca.file(".").toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = String.valueOf(server.inputReader(US_ASCII).readLine());
    Matcher listening = LISTENING.matcher(said);
    if (!listening.matches()) {
      server.destroy();
      throw new IOException("expected ACCEPT and a port of openssl ocsp, found " + said);
    }
    return new OpensslResponder(server, Integer.parseInt(listening.group(1)));
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Override
  public void close() {
    server.destroy();
  }
}
