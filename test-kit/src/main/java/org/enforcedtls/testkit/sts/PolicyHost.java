package org.enforcedtls.testkit.sts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSocket;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.internal.threads.Workers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy host of a domain, on loopback. What it serves, its certificate and its faults can be
 * changed while it runs. Safe for use by several threads at once.
 */
public final class PolicyHost implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyHost.class);
  private static final int MAX_HEAD_OCTETS = 16 * 1024;
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]{1,7})");

  private final ServerSocket server;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final Workers workers = new Workers();
  private final List<PolicyRequest> requests = new CopyOnWriteArrayList<>();
  private volatile TestCertificate certificate;
  private volatile PolicyAnswer answer;

  private PolicyHost(InetSocketAddress address, TestCertificate certificate, PolicyAnswer answer)
      throws IOException {
    this.server = new ServerSocket(address.getPort(), 0, address.getAddress());
    this.certificate = certificate;
    this.answer = answer;
    workers.start("policy-host " + address(), this::accept);
  }

  /**
   * Starts a host on a free port of the loopback address.
   *
   * @param certificate what it presents, such as one for {@code mta-sts.fi.example}
   * @param policy what it serves
   * @return the host, ready to be asked
   * @throws UncheckedIOException if no port can be had
   */
  public static PolicyHost start(TestCertificate certificate, String policy) {
    return startAt(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), certificate, policy);
  }

  /**
   * Starts a host at an address, for a client that asks nowhere else.
   *
   * @param address such as 127.0.0.9 port 443, for which the user has to be root
   * @param certificate what it presents
   * @param policy what it serves
   * @return the host, ready to be asked
   * @throws UncheckedIOException if the address is in use or not to be had
   */
  public static PolicyHost startAt(
      InetSocketAddress address, TestCertificate certificate, String policy) {
    try {
      return new PolicyHost(
          address, requireNonNull(certificate, "certificate"), PolicyAnswer.of(policy));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A policy in mode enforce that counts for a week.
   *
   * @param mxPatterns such as {@code mx.fi.example} or {@code *.fi.example}
   * @return its text
   */
  public static String enforcing(String... mxPatterns) {
    String hosts =
        Stream.of(mxPatterns).map(mx -> "mx: " + mx + "\n").collect(Collectors.joining());
    return "version: STSv1\nmode: enforce\n" + hosts + "max_age: 604800\n";
  }

  /**
   * Where the host listens.
   *
   * @return address and port
   */
  public InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  /**
   * Serves a policy from now on, without fault.
   *
   * @param text of the policy, or of anything else
   * @return this
   */
  public PolicyHost policy(String text) {
    answer = PolicyAnswer.of(text);
    return this;
  }

  /**
   * Behaves wrongly from now on.
   *
   * @param fault what it does
   * @return this
   */
  public PolicyHost fault(PolicyHostFault fault) {
    answer = PolicyAnswer.of(fault);
    return this;
  }

  /**
   * Answers from now on with what the test says, and closes the connection.
   *
   * @param response status line, fields and body, as they go on the wire
   * @return this
   */
  public PolicyHost response(String response) {
    answer = PolicyAnswer.raw(response);
    return this;
  }

  /**
   * Presents another certificate from now on.
   *
   * @param certificate what it presents
   * @return this
   */
  public PolicyHost certificate(TestCertificate certificate) {
    this.certificate = requireNonNull(certificate, "certificate");
    return this;
  }

  /**
   * What was asked inside TLS so far.
   *
   * @return the first one first
   */
  public List<PolicyRequest> requests() {
    return List.copyOf(requests);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        connections.add(connection);
        workers.start("policy-host connection to " + address(), () -> serve(connection));
      } catch (IOException e) {
        LOG.debug("no longer accepting", e);
      }
    }
    closeConnections();
  }

  private void serve(Socket connection) {
    PolicyAnswer now = answer;
    try (connection) {
      if (!now.isInClear()) {
        try (SSLSocket tls = over(connection)) {
          tls.startHandshake();
          requests.add(read(tls));
          now.writeTo(tls);
        }
      } else {
        now.writeTo(connection);
      }
    } catch (IOException e) {
      LOG.debug("connection ended", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(connection);
    }
  }

  private SSLSocket over(Socket connection) throws IOException {
    SSLSocket tls =
        (SSLSocket)
            certificate.sslContext().getSocketFactory().createSocket(connection, null, true);
    tls.setUseClientMode(false);
    return tls;
  }

  private static PolicyRequest read(SSLSocket tls) throws IOException {
    InputStream in = tls.getInputStream();
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int octet = in.read();
      if (octet < 0 || head.size() == MAX_HEAD_OCTETS) {
        throw new IOException("no request");
      }
      head.write(octet);
    }
    String text = head.toString(ISO_8859_1);
    Matcher length = LENGTH.matcher(text);
    byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
    return new PolicyRequest(serverNameOf(tls), text, new String(body, ISO_8859_1));
  }

  private static String serverNameOf(SSLSocket tls) {
    return tls.getSession() instanceof ExtendedSSLSession session
        ? session.getRequestedServerNames().stream()
            .map(name -> new String(name.getEncoded(), ISO_8859_1))
            .findFirst()
            .orElse("")
        : "";
  }

  private void closeConnections() {
    for (Socket connection : connections) {
      try {
        connection.close();
      } catch (IOException e) {
        LOG.debug("connection did not close", e);
      }
    }
  }

  /** Stops serving, closes the connections and frees the port. A repeated call does nothing. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    closeConnections();
    workers.awaitEnd();
  }
}
