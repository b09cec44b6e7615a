package org.enforcedtls.testkit.dns;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * An authoritative DNS server on loopback, over UDP and TCP, whose zone is built in code.
 *
 * <p>Names that were never given a record, and have none below them, do not exist. An asterisk in a
 * name is a character like any other. An answer too large for its datagram is truncated. Names may
 * be written with or without trailing dot. Safe for use by several threads at once.
 */
public final class TestDns implements AutoCloseable {
  private static final int ATTEMPTS_FOR_A_PORT = 20;

  private final Zone zone = new Zone();
  private final Responder responder = new Responder(zone);
  private final Signer signer = new Signer(zone);
  private final TcpListener tcp;
  private final UdpListener udp;
  private volatile Duration ttl = Duration.ofHours(1);

  private TestDns(InetSocketAddress address) throws IOException {
    tcp = new TcpListener(address, responder);
    try {
      udp = new UdpListener(tcp.socketAddress(), responder);
    } catch (IOException e) {
      tcp.close();
      throw e;
    }
    tcp.start();
    udp.start();
  }

  /**
   * Starts a server without records on a free port of the loopback address.
   *
   * @return the server, ready to be asked
   * @throws UncheckedIOException if no port can be had
   */
  public static TestDns start() {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    BindException taken = new BindException();
    for (int attempt = 0; attempt < ATTEMPTS_FOR_A_PORT; attempt++) {
      try {
        return new TestDns(anyPort);
      } catch (BindException e) {
        taken = e; // The port was free for TCP and not for UDP.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new UncheckedIOException(taken);
  }

  /**
   * Starts a server without records at an address, for a client that asks nowhere else.
   *
   * @param address such as 127.0.0.1 port 53, for which the user has to be root
   * @return the server, ready to be asked
   * @throws UncheckedIOException if the address is in use or not to be had
   */
  public static TestDns startAt(InetSocketAddress address) {
    try {
      return new TestDns(requireNonNull(address, "address"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Where the server is to be asked.
   *
   * @return address and port, the same for UDP and TCP
   */
  public InetSocketAddress socketAddress() {
    return tcp.socketAddress();
  }

  /**
   * The TTL of records added from now on, as {@code $TTL} in a zone file. Default: one hour.
   *
   * @param duration whole seconds, 0 or more
   * @return this server
   */
  public TestDns ttl(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("duration must be 0 or more, not " + duration);
    }
    this.ttl = duration;
    return this;
  }

  /**
   * Adds an MX record.
   *
   * @param domain the recipient domain
   * @param preference 0 to 65535; the least is tried first
   * @param host the MX host
   * @return this server
   */
  public TestDns mx(String domain, int preference, String host) {
    return add(domain, "MX", preference + " " + absolute(host));
  }

  /**
   * Adds a null MX record (RFC 7505 §3): the domain accepts no mail.
   *
   * @param domain the recipient domain
   * @return this server
   */
  public TestDns nullMx(String domain) {
    return add(domain, "MX", "0 .");
  }

  /**
   * Adds addresses: an A record for each of IPv4, an AAAA record for each of IPv6.
   *
   * @param host the name
   * @param addresses literals such as {@code 192.0.2.1} and {@code 2001:db8::1}
   * @return this server
   */
  public TestDns address(String host, String... addresses) {
    for (String address : addresses) {
      add(host, address.contains(":") ? "AAAA" : "A", address);
    }
    return this;
  }

  /**
   * Makes a name an alias. The alias is followed as far as this server knows; a loop is answered
   * with each alias once.
   *
   * @param alias the name
   * @param target what it stands for
   * @return this server
   */
  public TestDns cname(String alias, String target) {
    return add(alias, "CNAME", absolute(target));
  }

  /**
   * Adds one TXT record.
   *
   * @param name such as {@code _mta-sts.fi.example}
   * @param strings the strings of the record, each at most 255 octets
   * @return this server
   */
  public TestDns txt(String name, String... strings) {
    return add(
        name, "TXT", Stream.of(strings).map(TestDns::quoted).collect(Collectors.joining(" ")));
  }

  /**
   * Adds a TLSA record for port 25 of an MX host, at {@code _25._tcp.} and its name.
   *
   * @param host the MX host
   * @param data usage, selector, matching type and hexadecimal data, such as {@link Tlsa#daneEe}
   *     makes it; text of one's own for records that no client should use
   * @return this server
   */
  public TestDns tlsa(String host, String data) {
    return add("_25._tcp." + host, "TLSA", data);
  }

  /**
   * Adds a record of any type.
   *
   * @param name its owner
   * @param type such as {@code SOA}
   * @param data as in a zone file, names with trailing dot
   * @return this server
   * @throws IllegalArgumentException if that is no record
   */
  public TestDns add(String name, String type, String data) {
    try {
      zone.add(
          Record.fromString(name(name), type(type), DClass.IN, ttl.toSeconds(), data, Name.root));
      return this;
    } catch (IOException e) {
      throw new IllegalArgumentException("no record: " + name + " " + type + " " + data, e);
    }
  }

  /**
   * Signs all that the server says, as the root and so as one zone until others are made by {@link
   * #zone}. To those who ask for signatures (DO) it gives them, with a proof for what does not
   * exist; to others what a validating resolver says: the AD bit, or SERVFAIL for what is bogus. A
   * repeated call does nothing.
   *
   * @return this server
   */
  public TestDns sign() {
    zone.signed();
    responder.signBy(signer);
    return this;
  }

  /**
   * Makes a zone of its own of a name and what is below it, and signs the server if it was not.
   * Records may have been added before. A repeated call replaces the key and the signing.
   *
   * @param apex such as {@code broken.example}
   * @param signing how
   * @return this server
   */
  public TestDns zone(String apex, ZoneSigning signing) {
    sign();
    zone.signed().put(name(apex), requireNonNull(signing, "signing"));
    return this;
  }

  /**
   * The clock by which signatures begin and end; the system's unless set.
   *
   * @param clock the clock
   * @return this server
   */
  public TestDns signingClock(InstantSource clock) {
    signer.clock(requireNonNull(clock, "clock"));
    return this;
  }

  /**
   * What a validating client has to trust: the DS record of the root of this server. Signs the
   * server if it was not.
   *
   * @return a line of a zone file
   */
  public String trustAnchor() {
    sign();
    return zone.signed().at(Name.root).orElseThrow().delegationSigner().toString();
  }

  /**
   * Takes all records of a name and type away.
   *
   * @param name their owner
   * @param type such as {@code MX}
   * @return this server
   */
  public TestDns remove(String name, String type) {
    zone.remove(name(name), type(type));
    return this;
  }

  /**
   * Answers a name and type in another way than with its records. A repeated call replaces. Aliases
   * that lead to the name share its behaviour.
   *
   * @param name that is asked
   * @param type that is asked, such as {@code MX}
   * @param behaviour what to do
   * @return this server
   */
  public TestDns behave(String name, String type, DnsBehaviour behaviour) {
    zone.behave(name(name), type(type), requireNonNull(behaviour, "behaviour"));
    return this;
  }

  /**
   * Answers a name and type with its records again.
   *
   * @param name that is asked
   * @param type that is asked
   * @return this server
   */
  public TestDns behaveNormally(String name, String type) {
    zone.behaveNormally(name(name), type(type));
    return this;
  }

  /**
   * What was asked so far.
   *
   * @return every query, the first one first, answered or not
   */
  public List<DnsQuery> queries() {
    return responder.queries();
  }

  /**
   * How often a name and type was asked so far, over UDP and TCP together.
   *
   * @param name with or without trailing dot, in any case
   * @param type such as {@code MX}
   * @return 0 or more
   */
  public long countOf(String name, String type) {
    String wanted = name(name).toString(true).toLowerCase(Locale.ROOT);
    return queries().stream()
        .filter(
            query -> query.name().equals(wanted) && query.type().equals(Type.string(type(type))))
        .count();
  }

  /**
   * Stops answering, closes the connections and frees the port. Waits for its threads, as until one
   * has left the system call the kernel keeps the port. A repeated call does nothing.
   */
  @Override
  public void close() {
    udp.close();
    try {
      tcp.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String absolute(String name) {
    return name.endsWith(".") ? name : name + ".";
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static Name name(String text) {
    try {
      return Name.fromString(requireNonNull(text, "name"), Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException("no domain name: " + text, e);
    }
  }

  private static int type(String text) {
    int type = Type.value(requireNonNull(text, "type"));
    if (type < 0) {
      throw new IllegalArgumentException("no record type: " + text);
    }
    return type;
  }
}
