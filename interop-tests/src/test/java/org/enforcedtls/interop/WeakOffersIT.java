package org.enforcedtls.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.preflight.Finding;
import org.enforcedtls.preflight.Preflight;
import org.enforcedtls.preflight.PreflightRequest;
import org.enforcedtls.preflight.ReadinessRules;
import org.enforcedtls.preflight.WeakAcceptance;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.network.LoopbackNetwork;
import org.enforcedtls.trust.TrustAnchors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real OpenSSL would take that no delivery offers, found out without taking it. */
class WeakOffersIT {
  private static final String HOST = "mx.fi.example";
  private static final String ADDRESS = "192.0.2.1";
  private static final String ALL_VERSIONS_BUT_THE_NEWEST = "-no_tls1_3";

  @TempDir private Path directory;

  @BeforeAll
  static void opensslIsInstalled() {
    assumeTrue(OpensslCa.isInstalled(), "SKIPPED, NOTHING WAS PROVED: no openssl is installed");
  }

  @Test
  void oldVersionsAndWeakSuitesAreNamed() throws Exception {
    assertThat(found("-cipher", "AES128-SHA:NULL-SHA256:@SECLEVEL=0"))
        .contains("TLSv1 AES128-SHA", "TLSv1.1 AES128-SHA", "TLSv1.2 NULL-SHA256")
        .doesNotContain("TLSv1.2 AES128-SHA")
        .contains("weak-protocol-accepted", "weak-cipher-accepted");
  }

  @Test
  void whatIsUpToTheFloorIsNotNamed() throws Exception {
    assertThat(found("-cipher", "AES128-SHA:ECDHE-RSA-AES128-GCM-SHA256"))
        .doesNotContain("weak-protocol-accepted", "weak-cipher-accepted");
  }

  /** What was accepted, then the codes of the findings. */
  private List<String> found(String... server) throws Exception {
    OpensslCa ca = new OpensslCa(directory, HOST, "");
    try (TestDns dns = TestDns.start();
        LoopbackNetwork network = new LoopbackNetwork();
        OpensslMx mx = OpensslMx.start(ca, ALL_VERSIONS_BUT_THE_NEWEST, List.of(server));
        EnforcedTlsClient client =
            EnforcedTlsClient.builder("mail.bank.example")
                .trustAnchors(TrustAnchors.fromPem(ca.file("ca.pem")))
                .dnsClient(DnsClient.builder().resolvers(List.of(dns.socketAddress())).build())
                .socketFactory(network)
                .build()) {
      dns.mx("fi.example", 10, HOST).address(HOST, ADDRESS);
      network.server(ADDRESS, new InetSocketAddress(InetAddress.getLoopbackAddress(), mx.port()));
      Preflight preflight =
          client.preflight(PreflightRequest.of(Domain.of("fi.example")).withWeakOffers());
      List<String> accepted = preflight.accepted().stream().map(WeakOffersIT::text).toList();
      List<String> codes =
          ReadinessRules.defaults().judge(preflight).findings().stream()
              .map(Finding::code)
              .toList();
      return Stream.concat(accepted.stream(), codes.stream()).toList();
    }
  }

  private static String text(WeakAcceptance weak) {
    return weak.protocol().configName() + " " + weak.suite().opensslName();
  }
}
