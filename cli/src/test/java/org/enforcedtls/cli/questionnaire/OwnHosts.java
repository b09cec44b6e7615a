package org.enforcedtls.cli.questionnaire;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.preflight.Preflight;
import org.enforcedtls.preflight.PreflightRequest;
import org.enforcedtls.testkit.ca.CertificateBuilder;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.network.LoopbackNetwork;
import org.enforcedtls.trust.TrustAnchors;

/** The MX hosts of a bank of our own, really looked at. */
final class OwnHosts implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");

  private final InstantSource clock = InstantSource.fixed(NOW);
  private final TestCa root = TestCa.root("Nordic Root CA", clock).issueAuthority();
  private final TestCa ca = root.intermediate("Nordic Server CA 2");
  private final TestDns dns = TestDns.start();
  private final LoopbackNetwork network = new LoopbackNetwork();
  private final List<ScriptedMx> hosts = new ArrayList<>();
  private final TrustAnchors anchors = TrustAnchors.of(List.of(root.certificate()));
  private int addresses;

  TestCa root() {
    return root;
  }

  TestDns dns() {
    return dns;
  }

  LoopbackNetwork network() {
    return network;
  }

  /** Certificates that end on the last day of February. */
  CertificateBuilder certificate(String name) {
    return ca.certificate(name)
        .validity(NOW.minus(Duration.ofDays(1)), Instant.parse("2027-02-28T23:59:59Z"));
  }

  OwnHosts host(String name, CertificateBuilder certificate) throws IOException {
    ScriptedMx mx = ScriptedMx.builder().certificate(certificate.issue()).start();
    hosts.add(mx);
    String address = "192.0.2." + ++addresses;
    dns.mx("bank.example", 10 * addresses, name).address(name, address);
    network.host(address, mx);
    return this;
  }

  OwnHosts host(String name) throws IOException {
    return host(name, certificate(name));
  }

  Questionnaire filled(Company company, String... domains) {
    try (EnforcedTlsClient client =
        EnforcedTlsClient.builder("post1.bank.example")
            .trustAnchors(anchors)
            .dnsClient(DnsClient.builder().resolvers(List.of(dns.socketAddress())).build())
            .socketFactory(network)
            .timeouts(DialogueTimeouts.defaults().withAll(Duration.ofSeconds(10)))
            .clock(clock)
            .build()) {
      List<Preflight> seen = new ArrayList<>();
      for (String domain : domains) {
        seen.add(client.preflight(PreflightRequest.of(Domain.of(domain)).ofOurOwn()));
      }
      return Questionnaire.of(
          company, seen, anchors, Optional.of(OffsetDateTime.parse("2026-12-01T06:00:00+01:00")));
    }
  }

  @Override
  public void close() {
    hosts.forEach(ScriptedMx::close);
    network.close();
    dns.close();
  }
}
