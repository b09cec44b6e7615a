package org.enforcedtls.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.EnforcedTlsClientBuilder;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.message.Envelope;
import org.enforcedtls.message.MailContent;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.outcome.TlsEvidence;
import org.enforcedtls.policy.CertificateDemand;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.testkit.dns.TestDns;
import org.enforcedtls.testkit.network.LoopbackNetwork;
import org.enforcedtls.trust.RevocationMode;
import org.enforcedtls.trust.RevocationRule;
import org.enforcedtls.trust.TrustAnchors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Staples of a real server: made and sent by OpenSSL. */
class StapleIT {
  private static final String HOST = "mx.fi.example";
  private static final String ADDRESS = "192.0.2.1";

  @TempDir private Path directory;

  @BeforeAll
  static void opensslIsInstalled() {
    assumeTrue(OpensslCa.isInstalled(), "SKIPPED, NOTHING WAS PROVED: no openssl is installed");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          -tls1_3, good,    WHEN_AVAILABLE, '',                        good
          -tls1_2, good,    WHEN_AVAILABLE, '',                        good
          -tls1_3, good,    REQUIRE,        tlsfeature=status_request, good
          -tls1_2, good,    REQUIRE,        tlsfeature=status_request, good
          -tls1_3, none,    WHEN_AVAILABLE, '',                        no answer
          -tls1_2, none,    WHEN_AVAILABLE, '',                        no answer
          -tls1_3, none,    OFF,            tlsfeature=status_request, not checked
          -tls1_3, none,    WHEN_AVAILABLE, tlsfeature=status_request, revocation-unknown
          -tls1_2, none,    WHEN_AVAILABLE, tlsfeature=status_request, revocation-unknown
          -tls1_3, none,    REQUIRE,        '',                        revocation-unknown
          -tls1_2, none,    REQUIRE,        '',                        revocation-unknown
          -tls1_3, revoked, WHEN_AVAILABLE, '',                        certificate-revoked
          -tls1_2, revoked, WHEN_AVAILABLE, '',                        certificate-revoked
          -tls1_3, revoked, REQUIRE,        '',                        certificate-revoked
          -tls1_3, revoked, OFF,            '',                        not checked
          """)
  void stapleCountsAsThePolicySays(
      String protocol, String staple, RevocationMode mode, String feature, String expected)
      throws Exception {
    OpensslCa ca = new OpensslCa(directory, HOST, feature);
    List<String> stapling =
        staple.equals("none")
            ? List.of()
            : List.of(
                "-status_file",
                (staple.equals("revoked") ? ca.revokedStaple() : ca.staple(3)).toString());
    try (OpensslMx mx = OpensslMx.start(ca, protocol, stapling);
        TestDns dns = TestDns.start();
        EnforcedTlsClient client = client(ca, mx, dns, mode)) {
      RecipientOutcome outcome = deliver(client);
      String found =
          outcome.failure().map(cause -> cause.code().code()).orElseGet(() -> revocation(outcome));
      assertThat(found).as("%s", outcome).startsWith(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_3", "-tls1_2"})
  void stapleStaysWithASessionThatIsResumed(String protocol) throws Exception {
    OpensslCa ca = new OpensslCa(directory, HOST, "");
    List<String> stapling = List.of("-status_file", ca.staple(3).toString());
    try (OpensslMx mx = OpensslMx.start(ca, protocol, stapling);
        TestDns dns = TestDns.start();
        EnforcedTlsClient client = client(ca, mx, dns, RevocationMode.REQUIRE)) {
      assertThat(resumed(deliver(client))).isFalse();
      RecipientOutcome second = deliver(client);
      assertThat(resumed(second)).isTrue();
      assertThat(revocation(second)).startsWith("good (staple, as of ");
    }
  }

  /** The staple lasts three days, the session may last longer. */
  @ParameterizedTest
  @ValueSource(strings = {"-tls1_3", "-tls1_2"})
  void sessionWhoseStapleIsOutOfDateIsRefusedAndForgotten(String protocol) throws Exception {
    OpensslCa ca = new OpensslCa(directory, HOST, "");
    List<String> stapling = List.of("-status_file", ca.staple(3).toString());
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    try (OpensslMx mx = OpensslMx.start(ca, protocol, stapling);
        TestDns dns = TestDns.start();
        EnforcedTlsClient client =
            builder(ca, mx, dns, RevocationMode.REQUIRE).clock(now::get).build()) {
      assertThat(deliver(client).isAccepted()).isTrue();
      now.set(Instant.now().plus(Duration.ofDays(4)));
      ca.staple(7);
      RecipientOutcome second = deliver(client);
      assertThat(resumed(second)).isTrue();
      assertThat(second.failure().map(Cause::code)).contains(CauseCode.REVOCATION_UNKNOWN);
      RecipientOutcome third = deliver(client);
      assertThat(resumed(third)).isFalse();
      assertThat(third.isAccepted()).as("%s", third).isTrue();
    }
  }

  private static EnforcedTlsClient client(
      OpensslCa ca, OpensslMx mx, TestDns dns, RevocationMode mode) throws Exception {
    return builder(ca, mx, dns, mode).build();
  }

  private static EnforcedTlsClientBuilder builder(
      OpensslCa ca, OpensslMx mx, TestDns dns, RevocationMode mode) throws Exception {
    dns.mx("fi.example", 10, HOST).address(HOST, ADDRESS);
    InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), mx.port());
    RevocationRule rule = RevocationRule.of(mode);
    return EnforcedTlsClient.builder("mail.bank.example")
        .trustAnchors(TrustAnchors.fromPem(ca.file("ca.pem")))
        .dnsClient(DnsClient.builder().resolvers(List.of(dns.socketAddress())).build())
        .socketFactory(new LoopbackNetwork().server(ADDRESS, server))
        .defaultPolicy(
            TlsPolicy.builder(new PolicyOrigin(PolicyOrigin.Kind.DEFAULT, "default"))
                .certificate(CertificateDemand.defaults().withRevocation(rule))
                .build());
  }

  private static RecipientOutcome deliver(EnforcedTlsClient client) {
    return client
        .deliver(
            Envelope.from("reports@bank.example").to("inbox@fi.example").build(),
            MailContent.ofOctets("Subject: test\r\n\r\nbody\r\n".getBytes(US_ASCII)))
        .outcomes()
        .get(0);
  }

  private static TlsEvidence tls(RecipientOutcome outcome) {
    return outcome.trace().attempts().get(0).tls().orElseThrow();
  }

  private static boolean resumed(RecipientOutcome outcome) {
    return tls(outcome).channel().orElseThrow().resumed();
  }

  private static String revocation(RecipientOutcome outcome) {
    return tls(outcome).revocation().orElseThrow();
  }
}
