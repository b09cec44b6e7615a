package org.enforcedtls.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP server on loopback that answers each path as it was told, with no code of the client.
 * Safe for use by several threads at once.
 */
public final class ScriptedHttp implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");

  /** What is done with a connection once its request is read; then it is closed. */
  @FunctionalInterface
  public interface Answer {
    void to(Socket client) throws IOException, InterruptedException;
  }

  /** What was asked: method and path, all lines, and the body with an octet a character. */
  public record Asked(String line, String head, String body) {}

  private final ServerSocket server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  public ScriptedHttp() throws IOException {
    threads.execute(this::acceptAll);
  }

  /** A body under status 200. */
  public static Answer body(byte[] octets) {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: " + octets.length + "\r\n\r\n";
    return client -> {
      client.getOutputStream().write(head.getBytes(US_ASCII));
      client.getOutputStream().write(octets);
    };
  }

  /** The octets of a whole response. */
  public static Answer raw(String response) {
    return client -> client.getOutputStream().write(response.getBytes(ISO_8859_1));
  }

  /** Nothing, until the client goes away. */
  public static Answer silence() {
    return client -> client.getInputStream().read();
  }

  /** The same octet again and again, until the client goes away. */
  public static Answer drip(String beginning, char octet) {
    return client -> {
      OutputStream out = client.getOutputStream();
      out.write(beginning.getBytes(US_ASCII));
      client.setSoTimeout(20);
      while (true) {
        out.write(octet);
        try {
          if (client.getInputStream().read() < 0) {
            return;
          }
        } catch (java.net.SocketTimeoutException e) {
          // The client is still there; next octet.
        }
      }
    };
  }

  /** How a path is answered from now on; every other one with 404. */
  public ScriptedHttp on(String path, Answer answer) {
    answers.put(path, answer);
    return this;
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  /** All requests so far, in order. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** Method and path of all requests so far, in order. */
  public List<String> lines() {
    return asked.stream().map(Asked::line).toList();
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        clients.add(client);
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = client.getInputStream();
      String head = head(in);
      Matcher length = LENGTH.matcher(head);
      byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
      String line = head.substring(0, head.indexOf(" HTTP/1.1\r\n"));
      asked.add(new Asked(line, head, new String(body, ISO_8859_1)));
      answers
          .getOrDefault(
              line.substring(line.indexOf(' ') + 1), raw("HTTP/1.1 404 Not Found\r\n\r\n"))
          .to(client);
    } catch (IOException e) {
      // The client went away.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(US_ASCII).endsWith("\r\n\r\n")) {
      int octet = in.read();
      if (octet < 0) {
        throw new IOException("no request");
      }
      head.write(octet);
    }
    return head.toString(US_ASCII);
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket client : clients) {
      client.close();
    }
    threads.shutdownNow();
  }
}
