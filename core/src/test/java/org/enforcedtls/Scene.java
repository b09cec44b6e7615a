package org.enforcedtls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.mx.ScriptedMxBuilder;
import org.enforcedtls.testkit.network.LoopbackNetwork;
import org.enforcedtls.trust.TrustAnchors;

/** A CA, a DNS server, a network of scripted hosts, and a client that knows only them. */
final class Scene implements AutoCloseable {
  static final String CONTENT = "Subject: test\r\n\r\nbody\r\n";

  private final TestCa ca;
  private final TestDns dns = TestDns.start();
  private final LoopbackNetwork network = new LoopbackNetwork();
  private final List<ScriptedMx> hosts = new ArrayList<>();
  private final EnforcedTlsClientBuilder builder;

  Scene() {
    this(TestCa.create("Scene CA"));
  }

  /** With a CA that other scenes know as well. */
  Scene(TestCa ca) {
    this.ca = ca;
    this.builder =
        EnforcedTlsClient.builder("mail.bank.example")
            .trustAnchors(TrustAnchors.of(List.of(ca.certificate())))
            .dnsClient(DnsClient.builder().resolvers(List.of(dns.socketAddress())).build())
            .socketFactory(network)
            .timeouts(DialogueTimeouts.defaults().withAll(Duration.ofSeconds(10)))
            .deadline(Duration.ofSeconds(30));
  }

  TestCa ca() {
    return ca;
  }

  TestDns dns() {
    return dns;
  }

  LoopbackNetwork network() {
    return network;
  }

  /** The client that {@link #deliver} makes; to be changed before. */
  EnforcedTlsClientBuilder client() {
    return builder;
  }

  /** A host with a good certificate, not yet started. */
  ScriptedMxBuilder host(String name) {
    return ScriptedMx.builder().hostName(name).certificate(ca.issue(name));
  }

  /** A host that takes content only by DATA. */
  ScriptedMxBuilder hostWithoutChunking(String name) {
    return host(name).capabilitiesInTls("PIPELINING", "SIZE 52428800", "8BITMIME", "SMTPUTF8");
  }

  /** Starts a host as an MX of a domain. */
  ScriptedMx mx(String domain, int preference, String name, String address, ScriptedMxBuilder host)
      throws IOException {
    ScriptedMx mx = host.start();
    hosts.add(mx);
    dns.mx(domain, preference, name).address(name, address);
    network.host(address, mx);
    return mx;
  }

  /** Starts a good host as the only MX of a domain. */
  ScriptedMx goodMx(String domain, String address) throws IOException {
    String name = "mx." + domain;
    return mx(domain, 10, name, address, host(name));
  }

  DeliveryReport deliver(Envelope envelope, MailContent content) {
    try (EnforcedTlsClient client = builder.build()) {
      return client.deliver(envelope, content);
    }
  }

  DeliveryReport deliver(String... recipients) {
    try (EnforcedTlsClient client = builder.build()) {
      return deliver(client, recipients);
    }
  }

  RecipientOutcome deliverTo(String recipient) {
    return deliver(recipient).outcomes().get(0);
  }

  /** By a client that goes on afterwards. */
  static DeliveryReport deliver(EnforcedTlsClient client, String... recipients) {
    Envelope.Builder envelope = Envelope.from("reports@bank.example");
    for (String recipient : recipients) {
      envelope.to(recipient);
    }
    return client.deliver(
        envelope.build(), MailContent.ofOctets(CONTENT.getBytes(StandardCharsets.UTF_8)));
  }

  static RecipientOutcome deliverTo(EnforcedTlsClient client, String recipient) {
    return deliver(client, recipient).outcomes().get(0);
  }

  @Override
  public void close() {
    hosts.forEach(ScriptedMx::close);
    dns.close();
  }
}
