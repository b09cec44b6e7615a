package org.enforcedtls.cli.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.policyfile.PartnerFile;
import org.enforcedtls.preflight.Readiness;
import org.enforcedtls.preflight.ReadinessRules;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.dns.DnsBehaviour;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.mx.ScriptedMxBuilder;
import org.enforcedtls.testkit.network.LoopbackNetwork;
import org.enforcedtls.trust.TrustAnchors;

/** Partners of every kind, really looked at: a CA, a DNS server and hosts of their own. */
final class CheckScene implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");

  private static final String TABLE =
      """
      version: 1
      partners:
        - domain: treasury.example
          mx: [{host: mx1.treasury.example}, {host: mx2.treasury.example}]
          contact: postmaster@treasury.example
        - domain: insurer.example
          mx: [{host: mail.insurer.example}]
          contact: postmaster@insurer.example
        - domain: hospital.example
          mx: [{host: mx1.hospital.example}, {host: mx2.hospital.example}, {host: old.hospital.example}]
          contact: it-duty@hospital.example, +46 8 555 01 23
        - domain: pension.example
          mx: [{host: mx1.pension.example}, {host: mx2.pension.example}]
          contact: postmaster@pension.example
        - domain: broker.example
          mx: [{host: post.broker.example}]
          contact: noc@broker.example, +46 8 555 04 56
        - domain: court.example
          mx: [{host: mail.court.example}]
          contact: mail@court.example
        - domain: registry.example
          mx: [{host: mx.registry.example}]
          contact: hostmaster@registry.example
      """;

  private final InstantSource clock = InstantSource.fixed(NOW);
  private final TestCa root =
      TestCa.root("Nordic Root CA", clock).organisation("Nordic Trust").issueAuthority();
  private final TestCa ca = root.intermediate("Nordic Server CA 2");
  private final TestDns dns = TestDns.start();
  private final LoopbackNetwork network = new LoopbackNetwork();
  private final List<ScriptedMx> hosts = new ArrayList<>();
  private final List<String> domains = new ArrayList<>();
  private int addresses;

  TestCa ca() {
    return ca;
  }

  TestDns dns() {
    return dns;
  }

  /** All states, most causes. */
  CheckScene allKinds() throws IOException {
    TestCertificate shared =
        ca.certificate("treasury.example")
            .dnsNames("mx1.treasury.example", "mx2.treasury.example")
            .validity(NOW.minus(Duration.ofDays(19)), NOW.plus(Duration.ofDays(71)))
            .issue();
    host("treasury.example", 10, "mx1.treasury.example", with(shared));
    host("treasury.example", 20, "mx2.treasury.example", with(shared));
    host("insurer.example", 10, "mail.insurer.example", good("mail.insurer.example", 388));
    host("hospital.example", 10, "mx1.hospital.example", good("mx1.hospital.example", 9));
    host("hospital.example", 20, "mx2.hospital.example", good("mx2.hospital.example", 54));
    host("pension.example", 10, "mx1.pension.example", good("mx1.pension.example", 47));
    host("pension.example", 20, "mx2.pension.example", good("mx2.pension.example", -3));
    host("broker.example", 10, "post.broker.example", good("post.broker.example", -1));
    host(
        "court.example",
        10,
        "mail.court.example",
        good("mail.court.example", 60).fault(MxFault.NO_STARTTLS));
    host(
        "municipality.example",
        10,
        "mail.municipality.example",
        with(
            TestCa.root("Town Hall CA", clock)
                .issueAuthority()
                .issue("mail.municipality.example")));
    host("fund.example", 10, "mx.fund.example", good("mx.fund.example", 22));
    domains.add("registry.example");
    dns.behave("registry.example", "MX", DnsBehaviour.SERVFAIL);
    return this;
  }

  ScriptedMxBuilder good(String name, int daysLeft) {
    return with(
        ca.certificate(name)
            .validity(NOW.minus(Duration.ofDays(30)), NOW.plus(Duration.ofDays(daysLeft)))
            .issue());
  }

  ScriptedMxBuilder with(TestCertificate certificate) {
    return ScriptedMx.builder().certificate(certificate);
  }

  CheckScene host(String domain, int preference, String name, ScriptedMxBuilder host)
      throws IOException {
    ScriptedMx mx = host.start();
    hosts.add(mx);
    String address = "192.0.2." + ++addresses;
    dns.mx(domain, preference, name).address(name, address);
    network.host(address, mx);
    if (!domains.contains(domain)) {
      domains.add(domain);
    }
    return this;
  }

  /** What a check finds at each domain, in the order in which they were made. */
  List<Readiness> results(Path directory) throws IOException {
    Path table = Files.writeString(directory.resolve("partners.yaml"), TABLE);
    try (EnforcedTlsClient client =
        EnforcedTlsClient.builder("mail.bank.example")
            .policies(PartnerFile.load(table))
            .trustAnchors(TrustAnchors.of(List.of(root.certificate())))
            .dnsClient(DnsClient.builder().resolvers(List.of(dns.socketAddress())).build())
            .socketFactory(network)
            .timeouts(DialogueTimeouts.defaults().withAll(Duration.ofSeconds(10)))
            .clock(clock)
            .build()) {
      return domains.stream()
          .map(domain -> ReadinessRules.defaults().judge(client.preflight(Domain.of(domain))))
          .toList();
    }
  }

  @Override
  public void close() {
    hosts.forEach(ScriptedMx::close);
    network.close();
    dns.close();
  }
}
