package org.enforcedtls.testkit.mx;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link ScriptedMx} shall behave: a host that works if nothing is said. A repeated call
 * replaces, but of {@code add…}. For one thread.
 */
public final class ScriptedMxBuilder {
  private static final List<String> CAPABILITIES =
      List.of(
          "PIPELINING",
          "SIZE 52428800",
          "8BITMIME",
          "ENHANCEDSTATUSCODES",
          "SMTPUTF8",
          "CHUNKING",
          "STARTTLS");

  private final TlsOptions tls = new TlsOptions();
  private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private String hostName = "mx.test";
  private @Nullable List<String> capabilities;
  private @Nullable List<String> capabilitiesInTls;
  private final List<String> addedInTls = new ArrayList<>();
  private Duration delayEach = Duration.ZERO;
  private long recordLimitOctets = 64L << 20;
  private int receiveBufferOctets = 64 << 10;
  private Scripts scripts = Scripts.NONE;

  ScriptedMxBuilder() {}

  /**
   * Where to listen. Default: a free port of the loopback address.
   *
   * @param bindAddress such as {@code 127.0.0.2}
   * @param port 0 for a free one; 25 needs rights
   * @return this builder
   */
  public ScriptedMxBuilder listen(InetAddress bindAddress, int port) {
    this.address = new InetSocketAddress(requireNonNull(bindAddress, "bindAddress"), port);
    return this;
  }

  /**
   * The name that the host gives for itself in greeting and EHLO reply. Default: {@code mx.test}.
   *
   * @param name any text without line end
   * @return this builder
   */
  public ScriptedMxBuilder hostName(String name) {
    this.hostName = requireNonNull(name, "name");
    return this;
  }

  /**
   * The certificate that the host presents after STARTTLS. Default: none, so that STARTTLS is
   * neither offered nor carried out.
   *
   * @param presented key and chain
   * @return this builder
   */
  public ScriptedMxBuilder certificate(TestCertificate presented) {
    tls.certificate(requireNonNull(presented, "presented"));
    return this;
  }

  /**
   * The TLS protocols of the host. Default: those of the JDK.
   *
   * @param names by their JSSE names, such as {@code TLSv1.2}
   * @return this builder
   */
  public ScriptedMxBuilder tlsProtocols(String... names) {
    tls.protocols(List.of(names));
    return this;
  }

  /**
   * The cipher suites of the host. Default: those of the JDK.
   *
   * @param names by their JSSE names, such as {@code TLS_RSA_WITH_AES_128_CBC_SHA}
   * @return this builder
   */
  public ScriptedMxBuilder cipherSuites(String... names) {
    tls.cipherSuites(List.of(names));
    return this;
  }

  /**
   * Whether the host asks for a certificate of the client; it takes any. Default: it does not ask.
   *
   * @param demand how it asks
   * @return this builder
   */
  public ScriptedMxBuilder clientCertificate(ClientCertificateDemand demand) {
    tls.demand(requireNonNull(demand, "demand"));
    return this;
  }

  /**
   * The lines of the EHLO reply in clear. Default: PIPELINING, SIZE, 8BITMIME, ENHANCEDSTATUSCODES,
   * SMTPUTF8, CHUNKING, and STARTTLS if there is a certificate. A script for {@link Cue#EHLO} goes
   * before this.
   *
   * @param lines keyword and parameters, a line each
   * @return this builder
   */
  public ScriptedMxBuilder capabilities(String... lines) {
    this.capabilities = List.of(lines);
    return this;
  }

  /**
   * The lines of the EHLO reply inside TLS. Default: those in clear without STARTTLS. A script for
   * {@link Cue#EHLO_TLS} goes before this.
   *
   * @param lines keyword and parameters, a line each
   * @return this builder
   */
  public ScriptedMxBuilder capabilitiesInTls(String... lines) {
    this.capabilitiesInTls = List.of(lines);
    return this;
  }

  /**
   * Appends a line to the EHLO reply inside TLS, behind all others, such as {@code REQUIRETLS} or
   * {@code DSN}. A script for {@link Cue#EHLO_TLS} goes before this. What the client made of it
   * stands in {@link EnvelopePath#parameters()}.
   *
   * @param line keyword and parameters
   * @return this builder
   */
  public ScriptedMxBuilder addCapabilityInTls(String line) {
    addedInTls.add(requireNonNull(line, "line"));
    return this;
  }

  /**
   * What to send on a cue, exactly. Default: what a host sends that works.
   *
   * @param cue when
   * @param text with its line ends, such as {@code "550 5.7.1 no\r\n"}
   * @return this builder
   */
  public ScriptedMxBuilder on(Cue cue, String text) {
    return on(cue, Action.send(text));
  }

  /**
   * What to do on a cue.
   *
   * @param cue when
   * @param script in order; with none, nothing is done
   * @return this builder
   */
  public ScriptedMxBuilder on(Cue cue, Action... script) {
    scripts = scripts.with(requireNonNull(cue, "cue"), List.of(script));
    return this;
  }

  /**
   * What to do when a cue comes for the n-th time on a connection; the other times are left to what
   * else is said of the cue. To be called after {@link #on(Cue, Action...)} and {@link
   * #recipients(String...)} for the same cue, which replace it.
   *
   * @param cue when
   * @param time 1 for the first time on each connection
   * @param script in order; with none, nothing is done
   * @return this builder
   * @throws IllegalArgumentException if the time is below 1
   */
  public ScriptedMxBuilder onTime(Cue cue, int time, Action... script) {
    if (time < 1) {
      throw new IllegalArgumentException("time must be 1 or more, not " + time);
    }
    scripts = scripts.with(new Scripts.Turn(requireNonNull(cue, "cue"), time), List.of(script));
    return this;
  }

  /**
   * What to send on one RCPT after the other. Each transaction begins with the first; after the
   * last, the last stays.
   *
   * @param texts with their line ends, at least one
   * @return this builder
   */
  public ScriptedMxBuilder recipients(String... texts) {
    return recipients(Arrays.stream(texts).map(text -> List.of(Action.send(text))).toList());
  }

  /**
   * What to do on one RCPT after the other. Each transaction begins with the first; after the last,
   * the last stays.
   *
   * @param inOrder a script for each, at least one
   * @return this builder
   * @throws IllegalArgumentException if there is none
   */
  public ScriptedMxBuilder recipients(List<List<Action>> inOrder) {
    if (inOrder.isEmpty()) {
      throw new IllegalArgumentException("recipients must have a script for the first RCPT");
    }
    scripts = scripts.withRecipients(inOrder);
    return this;
  }

  /**
   * Gives the host a fault that is known by name, over what was said for the same cues before.
   *
   * @param fault to have
   * @return this builder
   */
  public ScriptedMxBuilder fault(MxFault fault) {
    return fault.give(this);
  }

  /**
   * Waits before everything that is done on a cue. Default: no delay.
   *
   * @param delay before each
   * @return this builder
   */
  public ScriptedMxBuilder delayEach(Duration delay) {
    this.delayEach = requireNonNull(delay, "delay");
    return this;
  }

  /**
   * How many octets of each kind are kept: of the dialogue and of TCP per connection, of the
   * content per message. All are counted. Default: 64 MiB.
   *
   * @param octets 0 or more, below 2 GiB
   * @return this builder
   * @throws IllegalArgumentException if it is out of range
   */
  public ScriptedMxBuilder recordLimitOctets(int octets) {
    if (octets < 0) {
      throw new IllegalArgumentException("recordLimitOctets must be 0 or more, not " + octets);
    }
    this.recordLimitOctets = octets;
    return this;
  }

  /**
   * The size of the TCP receive buffer, which decides how soon {@link Action#stopReading} holds a
   * client up. Default: 64 KiB.
   *
   * @param octets more than 0; the system may round it
   * @return this builder
   * @throws IllegalArgumentException if it is not more than 0
   */
  public ScriptedMxBuilder receiveBufferOctets(int octets) {
    if (octets <= 0) {
      throw new IllegalArgumentException("receiveBufferOctets must be over 0, not " + octets);
    }
    this.receiveBufferOctets = octets;
    return this;
  }

  /**
   * Starts the host.
   *
   * @return a host that listens
   * @throws IOException if it cannot bind
   * @throws IllegalArgumentException if this JVM does not have such a protocol or cipher suite, or
   *     forbids it by {@code jdk.tls.disabledAlgorithms}, which the JDK reads once, when TLS is
   *     first used; or if no protocol goes with any of the suites
   */
  public ScriptedMx start() throws IOException {
    TlsSetup tlsSetup = tls.setup();
    List<String> usual = tlsSetup == null ? withoutStartTls(CAPABILITIES) : CAPABILITIES;
    List<String> inClear = capabilities == null ? usual : capabilities;
    MxSetup setup =
        new MxSetup(hostName, inClear, inTls(inClear), tlsSetup, delayEach, recordLimitOctets);
    return ScriptedMx.listening(setup, scripts, address, receiveBufferOctets);
  }

  private List<String> inTls(List<String> inClear) {
    List<String> all =
        new ArrayList<>(capabilitiesInTls == null ? withoutStartTls(inClear) : capabilitiesInTls);
    all.addAll(addedInTls);
    return List.copyOf(all);
  }

  private static List<String> withoutStartTls(List<String> capabilities) {
    return capabilities.stream().filter(line -> !line.equalsIgnoreCase("STARTTLS")).toList();
  }
}
