package org.enforcedtls.testkit.mx;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The octets of one connection, first clear, later inside TLS. What is sent is held back until the
 * client has nothing more to say, so that the replies to a pipelined group are one flight. For one
 * thread, but {@link #abandon} may be called from another.
 */
final class Channel {
  private static final Logger LOG = LoggerFactory.getLogger(Channel.class);
  private static final int MAX_LINE_OCTETS = 100_000;

  /** How long a client has to end its half of the connection, once the server ended its own. */
  private static final Duration LINGER = Duration.ofSeconds(1);

  private final TappedSocket socket;
  private final WireLog log;
  private final ByteArrayOutputStream flight = new ByteArrayOutputStream();
  private final byte[] buffer = new byte[8192];
  private int position;
  private int limit;
  private InputStream in;
  private OutputStream out;
  private @Nullable SSLSocket tls;

  Channel(TappedSocket socket, WireLog log) throws IOException {
    this.socket = socket;
    this.log = log;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  Protection protection() {
    return tls == null ? Protection.CLEAR : Protection.TLS;
  }

  /** Whether the client has sent something that is not yet read. */
  boolean hasInput() throws IOException {
    return position < limit || in.available() > 0 || socket.getInputStream().available() > 0;
  }

  /** One octet, or -1 at the end. */
  int read() throws IOException {
    return position < limit || fill() ? buffer[position++] & 0xff : -1;
  }

  /** As many octets as are here, at least one and at most what fits; or -1 at the end. */
  int read(byte[] octets, int atMost) throws IOException {
    if (position == limit && !fill()) {
      return -1;
    }
    int count = Math.min(limit - position, Math.min(atMost, octets.length));
    System.arraycopy(buffer, position, octets, 0, count);
    position += count;
    return count;
  }

  private boolean fill() throws IOException {
    if (in.available() == 0) {
      flush();
    }
    int read = in.read(buffer);
    if (read < 0) {
      return false;
    }
    position = 0;
    limit = read;
    log.dialogue(Direction.RECEIVED, protection(), Arrays.copyOf(buffer, read));
    return true;
  }

  /** A line without its end, or null if the connection ended before it began. */
  @Nullable String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int octet = read();
    while (octet != '\n') {
      if (octet < 0) {
        if (line.size() == 0) {
          return null;
        }
        throw new EOFException("the client ended the connection inside a command");
      }
      if (line.size() == MAX_LINE_OCTETS) {
        throw new IOException("expected a command line, found " + MAX_LINE_OCTETS + " octets");
      }
      line.write(octet);
      octet = read();
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  void send(byte[] octets) {
    flight.writeBytes(octets);
  }

  void flush() throws IOException {
    if (flight.size() > 0) {
      byte[] octets = flight.toByteArray();
      flight.reset();
      log.dialogue(Direction.SENT, protection(), octets);
      out.write(octets);
      out.flush();
    }
  }

  /**
   * Shakes hands; octets that came in clear behind the command are taken for TLS. If that fails the
   * alert is sent and TCP is still open.
   */
  SSLSession startTls(TlsSetup setup) throws IOException {
    flush();
    SSLSocket layered = setup.over(socket, Arrays.copyOfRange(buffer, position, limit));
    position = limit;
    socket.beginFlights();
    try {
      layered.startHandshake();
    } finally {
      socket.endFlights();
    }
    tls = layered;
    in = layered.getInputStream();
    out = layered.getOutputStream();
    return layered.getSession();
  }

  /** Asks for another handshake, which goes on with what is read and written next. */
  void renegotiate() throws IOException {
    if (tls == null || !tls.getSession().getProtocol().equals("TLSv1.2")) {
      throw new IllegalStateException("only TLS 1.2 can shake hands again");
    }
    // With the suite it has, the client would resume, and be shown no certificate.
    String suite = tls.getSession().getCipherSuite();
    tls.setEnabledCipherSuites(
        Arrays.stream(tls.getEnabledCipherSuites())
            .filter(other -> !other.equals(suite))
            .toArray(String[]::new));
    tls.startHandshake();
  }

  /** Reads and drops what comes until the client ends the connection. */
  void drain() throws IOException {
    flush();
    position = limit;
    while (fill()) {
      position = limit;
    }
  }

  void close() throws IOException {
    flush();
    if (tls != null) {
      tls.shutdownOutput();
    }
    end();
  }

  void closeBeneathTls() throws IOException {
    flush();
    end();
  }

  /**
   * Ends TCP, unless that is done. What still comes is taken for a while before, as a close with
   * unread input resets the connection, and the client loses what was sent last, such as an alert.
   */
  void end() throws IOException {
    if (!socket.isClosed()) {
      socket.shutdownOutput();
      dropInput();
      abandon();
    }
  }

  private void dropInput() throws IOException {
    long deadline = System.nanoTime() + LINGER.toNanos();
    InputStream beneath = socket.getInputStream();
    try {
      do {
        long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
        if (leftMillis <= 0) {
          return;
        }
        socket.setSoTimeout((int) leftMillis);
      } while (beneath.read(buffer) >= 0);
    } catch (SocketTimeoutException e) {
      LOG.debug("the client left its half of the connection open", e);
    }
  }

  void reset() throws IOException {
    flush();
    socket.setSoLinger(true, 0);
    abandon();
  }

  void abandon() throws IOException {
    socket.close();
  }
}
