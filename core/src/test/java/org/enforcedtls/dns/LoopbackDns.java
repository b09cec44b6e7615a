package org.enforcedtls.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.enforcedtls.dns.LoopbackDns.Script.Transport;
import org.jspecify.annotations.NullMarked;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A DNS server on loopback that says octet for octet what a test wants, over UDP and TCP. */
@NullMarked
final class LoopbackDns implements AutoCloseable {
  /** What to answer to a query. */
  interface Script {
    /** The way of the query. */
    enum Transport {
      UDP,
      TCP
    }

    /** The octets of the answer; empty to stay silent. */
    Optional<byte[]> answer(Message query, Transport transport) throws IOException;
  }

  /** Changes an answer before it is written. */
  interface Change {
    void apply(Message answer) throws IOException;
  }

  /** Longer answers are truncated, as the client asks for no more. */
  private static final int MAX_UDP_OCTETS = 1232;

  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final ExecutorService threads = Executors.newCachedThreadPool(LoopbackDns::daemon);
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<Exception> defects = new CopyOnWriteArrayList<>();
  private final List<Message> queries = new CopyOnWriteArrayList<>();

  private LoopbackDns(DatagramSocket udp, ServerSocket tcp) {
    this.udp = udp;
    this.tcp = tcp;
    threads.execute(this::serveUdp);
    threads.execute(this::serveTcp);
  }

  static LoopbackDns start() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    IOException last = new IOException("no port tried");
    for (int i = 0; i < 20; i++) {
      DatagramSocket udp = new DatagramSocket(0, loopback);
      try {
        return new LoopbackDns(udp, new ServerSocket(udp.getLocalPort(), 50, loopback));
      } catch (IOException portTaken) {
        udp.close();
        last = portTaken;
      }
    }
    throw last;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "loopback-dns");
    thread.setDaemon(true);
    return thread;
  }

  InetSocketAddress address() {
    return (InetSocketAddress) udp.getLocalSocketAddress();
  }

  /** A builder of clients that ask this server only, and do not wait long. */
  DnsClientBuilder client() {
    return DnsClient.builder().resolvers(List.of(address()));
  }

  /** The questions so far, such as {@code MX fi.example}, with {@code /TCP} if not over UDP. */
  List<String> log() {
    return log;
  }

  List<Message> queries() {
    return queries;
  }

  /** Answers a question such as {@code MX fi.example} by a script. */
  LoopbackDns on(String question, Script script) {
    scripts.put(question, script);
    return this;
  }

  /** Answers with records in the form of a zone file, all names absolute. */
  LoopbackDns records(String question, String... records) {
    return on(question, answering(Rcode.NOERROR, answer -> add(answer, Section.ANSWER, records)));
  }

  /** Denies the type, with the SOA record of the zone {@code example}. */
  LoopbackDns noRecords(String question) {
    return on(question, answering(Rcode.NOERROR, LoopbackDns::addSoa));
  }

  /** Denies the name, with the SOA record of the zone {@code example}. */
  LoopbackDns nameNotFound(String question) {
    return on(question, answering(Rcode.NXDOMAIN, LoopbackDns::addSoa));
  }

  LoopbackDns rcode(String question, int rcode) {
    return on(question, answering(rcode, answer -> {}));
  }

  LoopbackDns silent(String question) {
    return on(question, (query, transport) -> Optional.empty());
  }

  static Script answering(int rcode, Change change) {
    return (query, transport) -> {
      Message answer = answerTo(query);
      answer.getHeader().setRcode(rcode);
      change.apply(answer);
      return Optional.of(
          answer.toWire(transport == Transport.UDP ? MAX_UDP_OCTETS : Message.MAXLENGTH));
    };
  }

  static Message answerTo(Message query) {
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RD);
    answer.getHeader().setFlag(Flags.RA);
    answer.addRecord(query.getQuestion(), Section.QUESTION);
    return answer;
  }

  /** Adds records such as {@code fi.example. 300 MX 10 mx.fi.example.}. */
  static void add(Message answer, int section, String... records) throws IOException {
    for (String record : records) {
      String[] parts = record.split(" ", 4);
      answer.addRecord(
          Record.fromString(
              Name.fromString(parts[0]),
              Type.value(parts[2]),
              DClass.IN,
              Long.parseLong(parts[1]),
              parts[3],
              Name.root),
          section);
    }
  }

  private static void addSoa(Message answer) throws IOException {
    add(answer, Section.AUTHORITY, "example. 600 SOA ns.example. root.example. 1 2 3 4 120");
  }

  private void serveUdp() {
    try {
      while (true) {
        DatagramPacket in = new DatagramPacket(new byte[4096], 4096);
        udp.receive(in);
        byte[] query = Arrays.copyOf(in.getData(), in.getLength());
        threads.execute(
            () ->
                answer(query, Transport.UDP)
                    .ifPresent(
                        out -> send(new DatagramPacket(out, out.length, in.getSocketAddress()))));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void send(DatagramPacket out) {
    try {
      udp.send(out);
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serveTcp() {
    try {
      while (true) {
        Socket socket = tcp.accept();
        threads.execute(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      while (true) {
        byte[] query = in.readNBytes(in.readUnsignedShort());
        Optional<byte[]> answer = answer(query, Transport.TCP);
        if (answer.isPresent()) {
          out.writeShort(answer.get().length);
          out.write(answer.get());
        }
      }
    } catch (IOException closed) {
      // The client has hung up, or the test is over.
    }
  }

  private Optional<byte[]> answer(byte[] octets, Transport transport) {
    try {
      Message query = new Message(octets);
      Record asked = query.getQuestion();
      String question = Type.string(asked.getType()) + " " + asked.getName().toString(true);
      log.add(transport == Transport.TCP ? question + "/TCP" : question);
      queries.add(query);
      Script script = scripts.get(question);
      return script == null
          ? answering(Rcode.NXDOMAIN, LoopbackDns::addSoa).answer(query, transport)
          : script.answer(query, transport);
    } catch (IOException | RuntimeException e) {
      defects.add(e);
      return Optional.empty();
    }
  }

  /** Fails if a script did, as silence would look like a time-out that the test wants. */
  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
    threads.shutdownNow();
    if (!defects.isEmpty()) {
      throw new IOException("a script failed", defects.get(0));
    }
  }
}
