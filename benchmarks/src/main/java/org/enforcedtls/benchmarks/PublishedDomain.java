package org.enforcedtls.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.EnforcedTlsClientBuilder;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.dns.DnssecAnchors;
import org.enforcedtls.dns.DnssecPosture;
import org.enforcedtls.outcome.PolicyDecision;
import org.enforcedtls.policy.dane.DaneUse;
import org.enforcedtls.policy.mtasts.PolicyCache;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.dns.Tlsa;
import org.enforcedtls.testkit.dns.ZoneSigning;
import org.enforcedtls.testkit.network.LoopbackNetwork;
import org.enforcedtls.testkit.sts.PolicyHost;
import org.enforcedtls.trust.TrustAnchors;

/**
 * A recipient domain with two MX hosts that publishes whatever a domain can, and clients that ask
 * for different parts of it.
 */
final class PublishedDomain implements AutoCloseable {
  static final Domain NAME = Domain.of("fi.example");

  /** What a client asks for. */
  enum Client {
    /** MX records and addresses, without DNSSEC. */
    PLAIN,
    /** And MTA-STS. */
    MTA_STS,
    /** MX records, addresses and TLSA records, validated in the process. */
    DANE,
    /** All of it. */
    DANE_AND_MTA_STS;

    boolean wantsDane() {
      return this == DANE || this == DANE_AND_MTA_STS;
    }

    boolean wantsMtaSts() {
      return this == MTA_STS || this == DANE_AND_MTA_STS;
    }
  }

  private final TestCa ca = TestCa.create("Benchmark CA");
  private final TestDns dns = TestDns.start();
  private final PolicyHost policyHost =
      PolicyHost.start(ca.issue("mta-sts.fi.example"), PolicyHost.enforcing("*.fi.example"));

  private final LoopbackNetwork network =
      new LoopbackNetwork().server("192.0.2.9", 443, policyHost.address());

  PublishedDomain() {
    dns.zone("fi.example", ZoneSigning.SIGNED)
        .txt("_mta-sts.fi.example", "v=STSv1; id=1;")
        .address("mta-sts.fi.example", "192.0.2.9");
    for (int i = 1; i <= 2; i++) {
      String host = "mx" + i + ".fi.example";
      TestCertificate certificate = ca.issue(host);
      dns.mx("fi.example", i, host)
          .address(host, "192.0.2." + i)
          .tlsa(host, Tlsa.daneEe(certificate.certificate()));
    }
  }

  InetSocketAddress resolver() {
    return dns.socketAddress();
  }

  EnforcedTlsClient client(Client wishes, InetSocketAddress resolver) {
    try {
      EnforcedTlsClientBuilder builder =
          EnforcedTlsClient.builder("mail.bank.example")
              .trustAnchors(TrustAnchors.of(List.of(ca.certificate())))
              .socketFactory(network)
              .dane(wishes.wantsDane() ? DaneUse.WHERE_PUBLISHED : DaneUse.OFF)
              .dnsClient(
                  DnsClient.builder()
                      .resolvers(List.of(resolver))
                      .dnssec(
                          wishes.wantsDane()
                              ? DnssecPosture.validating(
                                  DnssecAnchors.parse("benchmark", dns.trustAnchor()))
                              : DnssecPosture.unchecked())
                      .build());
      if (wishes.wantsMtaSts()) {
        builder.mtaSts(PolicyCache.inMemory());
      }
      return builder.build();
    } catch (IOException e) {
      throw new IllegalStateException("the anchor of the own zone is well-formed", e);
    }
  }

  /** What a client decides; it must be what was published. */
  static PolicyDecision decided(EnforcedTlsClient client) {
    PolicyDecision decision = client.decisionFor(NAME);
    if (decision.hosts().size() != 2 || !decision.hosts().get(0).isOpen()) {
      throw new IllegalStateException("expected two hosts, found " + decision);
    }
    return decision;
  }

  long queries() {
    return dns.queries().size();
  }

  @Override
  public void close() {
    network.close();
    policyHost.close();
    dns.close();
  }
}
