package org.enforcedtls.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.policy.CertificateDemand;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.network.LoopbackNetwork;
import org.enforcedtls.trust.RevocationMode;
import org.enforcedtls.trust.RevocationRule;
import org.enforcedtls.trust.RevocationSource;
import org.enforcedtls.trust.TrustAnchors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real OCSP responder, OpenSSL's, which the certificate of an MX host names. */
class OcspResponderIT {
  private static final String HOST = "mx.fi.example";
  private static final String MX_ADDRESS = "192.0.2.1";
  private static final String CA_ADDRESS = "192.0.2.80";
  private static final String NAMING_RESPONDER =
      "authorityInfoAccess=OCSP;URI:http://ocsp.ca.example/";

  @TempDir private Path directory;

  @BeforeAll
  static void opensslIsInstalled() {
    assumeTrue(OpensslCa.isInstalled(), "SKIPPED, NOTHING WAS PROVED: no openssl is installed");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          -tls1_3, GOOD,    WHEN_AVAILABLE, good (OCSP http://ocsp.ca.example/
          -tls1_3, GOOD,    REQUIRE,        good (OCSP http://ocsp.ca.example/
          -tls1_2, GOOD,    REQUIRE,        good (OCSP http://ocsp.ca.example/
          -tls1_3, REVOKED, WHEN_AVAILABLE, certificate-revoked
          -tls1_3, REVOKED, REQUIRE,        certificate-revoked
          -tls1_2, REVOKED, WHEN_AVAILABLE, certificate-revoked
          -tls1_3, UNKNOWN, WHEN_AVAILABLE, no answer
          -tls1_3, UNKNOWN, REQUIRE,        revocation-unknown
          """)
  void answerOfTheResponderCountsAsThePolicySays(
      String protocol, OpensslCa.Status status, RevocationMode mode, String expected)
      throws Exception {
    OpensslCa ca = new OpensslCa(directory, HOST, NAMING_RESPONDER);
    try (OpensslResponder responder = OpensslResponder.start(ca, status);
        OpensslMx mx = OpensslMx.start(ca, protocol, List.of());
        LoopbackNetwork network = network(mx).server(CA_ADDRESS, 80, responder.address());
        TestDns dns = TestDns.start()) {
      RecipientOutcome outcome = deliver(ca, network, dns, mode);
      assertThat(found(outcome)).as("%s", outcome).startsWith(expected);
    }
  }

  @Test
  void stapleOfTheHostIsEnoughAndTheResponderIsNotAsked() throws Exception {
    OpensslCa ca = new OpensslCa(directory, HOST, NAMING_RESPONDER);
    List<String> stapling = List.of("-status_file", ca.staple(3).toString());
    try (OpensslMx mx = OpensslMx.start(ca, "-tls1_3", stapling);
        LoopbackNetwork network = network(mx);
        TestDns dns = TestDns.start()) {
      RecipientOutcome outcome = deliver(ca, network, dns, RevocationMode.REQUIRE);
      assertThat(found(outcome)).as("%s", outcome).startsWith("good (staple");
      assertThat(network.dials()).containsOnly(new InetSocketAddress(MX_ADDRESS, 25));
    }
  }

  @ParameterizedTest
  @CsvSource({"WHEN_AVAILABLE, no answer", "REQUIRE, revocation-unknown"})
  void responderThatIsDownIsNoAnswer(RevocationMode mode, String expected) throws Exception {
    OpensslCa ca = new OpensslCa(directory, HOST, NAMING_RESPONDER);
    try (OpensslMx mx = OpensslMx.start(ca, "-tls1_3", List.of());
        LoopbackNetwork network = network(mx).refused(CA_ADDRESS);
        TestDns dns = TestDns.start()) {
      RecipientOutcome outcome = deliver(ca, network, dns, mode);
      assertThat(found(outcome)).as("%s", outcome).startsWith(expected);
      String evidence = outcome.failure().map(Cause::text).orElseGet(() -> revocation(outcome));
      assertThat(evidence)
          .contains("OCSP http://ocsp.ca.example/ not fetched: 192.0.2.80: Connection refused");
    }
  }

  private static LoopbackNetwork network(OpensslMx mx) {
    return new LoopbackNetwork()
        .server(MX_ADDRESS, new InetSocketAddress(InetAddress.getLoopbackAddress(), mx.port()));
  }

  private static RecipientOutcome deliver(
      OpensslCa ca, LoopbackNetwork network, TestDns dns, RevocationMode mode) throws Exception {
    dns.mx("fi.example", 10, HOST).address(HOST, MX_ADDRESS).address("ocsp.ca.example", CA_ADDRESS);
    RevocationRule rule = RevocationRule.of(mode).withFetch(List.of(RevocationSource.OCSP));
    try (EnforcedTlsClient client =
        EnforcedTlsClient.builder("mail.bank.example")
            .trustAnchors(TrustAnchors.fromPem(ca.file("ca.pem")))
            .dnsClient(DnsClient.builder().resolvers(List.of(dns.socketAddress())).build())
            .socketFactory(network)
            .defaultPolicy(
                TlsPolicy.builder(new PolicyOrigin(PolicyOrigin.Kind.DEFAULT, "default"))
                    .certificate(CertificateDemand.defaults().withRevocation(rule))
                    .build())
            .build()) {
      return client
          .deliver(
              Envelope.from("reports@bank.example").to("inbox@fi.example").build(),
              MailContent.ofOctets("Subject: test\r\n\r\nbody\r\n".getBytes(US_ASCII)))
          .outcomes()
          .get(0);
    }
  }

  private static String found(RecipientOutcome outcome) {
    return outcome.failure().map(cause -> cause.code().code()).orElseGet(() -> revocation(outcome));
  }

  private static String revocation(RecipientOutcome outcome) {
    return outcome.trace().attempts().get(0).tls().orElseThrow().revocation().orElseThrow();
  }
}
