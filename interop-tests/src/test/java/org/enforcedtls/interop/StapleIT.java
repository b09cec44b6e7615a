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
import org.assertj.core.api.SoftAssertions;
import org.enforcedtls.EnforcedTlsClient;
import org.enforcedtls.EnforcedTlsClientBuilder;
import org.enforcedtls.dialogue.ConnectionLimits;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Staples of a real server, made and sent by OpenSSL, on each TLS engine. */
class StapleIT {
  private static final String HOST = "mx.fi.example";
  private static final String ADDRESS = "192.0.2.1";
  private static final int MAX_TRIES = 5;
  private static final String MUST_STAPLE = "tlsfeature=status_request";

  @TempDir private Path directory;

  @BeforeAll
  static void opensslIsInstalled() {
    assumeTrue(OpensslCa.isInstalled(), "SKIPPED, NOTHING WAS PROVED: no openssl is installed");
  }

  /**
   * BCJSSE hands out none in TLS 1.3, and whatever the policy says it breaks off with a certificate
   * that binds its server to staple if it sees none.
   */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # TLS,   staple,  mode,           must staple, jdk and conscrypt,   bouncycastle
          -tls1_2, good,    WHEN_AVAILABLE, -,           good,                good
          -tls1_3, good,    WHEN_AVAILABLE, -,           good,                no answer
          -tls1_2, good,    WHEN_AVAILABLE, yes,         good,                good
          -tls1_3, good,    WHEN_AVAILABLE, yes,         good,                tls-handshake-failed
          -tls1_2, good,    REQUIRE,        -,           good,                good
          -tls1_3, good,    REQUIRE,        -,           good,                revocation-unknown
          -tls1_2, good,    REQUIRE,        yes,         good,                good
          -tls1_3, good,    REQUIRE,        yes,         good,                tls-handshake-failed
          -tls1_2, none,    OFF,            yes,         not checked,         tls-handshake-failed
          -tls1_3, none,    OFF,            yes,         not checked,         tls-handshake-failed
          -tls1_2, none,    WHEN_AVAILABLE, -,           no answer,           no answer
          -tls1_3, none,    WHEN_AVAILABLE, -,           no answer,           no answer
          -tls1_2, none,    WHEN_AVAILABLE, yes,         revocation-unknown,  tls-handshake-failed
          -tls1_3, none,    WHEN_AVAILABLE, yes,         revocation-unknown,  tls-handshake-failed
          -tls1_2, none,    REQUIRE,        -,           revocation-unknown,  revocation-unknown
          -tls1_3, none,    REQUIRE,        -,           revocation-unknown,  revocation-unknown
          -tls1_2, expired, WHEN_AVAILABLE, -,           no answer,           no answer
          -tls1_3, expired, WHEN_AVAILABLE, -,           no answer,           no answer
          -tls1_2, expired, REQUIRE,        -,           revocation-unknown,  revocation-unknown
          -tls1_3, expired, REQUIRE,        -,           revocation-unknown,  revocation-unknown
          -tls1_2, revoked, OFF,            -,           not checked,         not checked
          -tls1_3, revoked, OFF,            -,           not checked,         not checked
          -tls1_2, revoked, WHEN_AVAILABLE, -,           certificate-revoked, certificate-revoked
          -tls1_3, revoked, WHEN_AVAILABLE, -,           certificate-revoked, no answer
          -tls1_2, revoked, REQUIRE,        -,           certificate-revoked, certificate-revoked
          -tls1_3, revoked, REQUIRE,        -,           certificate-revoked, revocation-unknown
          """)
  void stapleCountsAsThePolicySaysAsFarAsTheEngineHandsItOut(
      String protocol,
      String staple,
      RevocationMode mode,
      @Nullable String mustStaple,
      String expected,
      String ofBouncyCastle)
      throws Exception {
    OpensslCa ca = new OpensslCa(directory, HOST, mustStaple == null ? "" : MUST_STAPLE);
    // The response is good for three days, the certificate for ten.
    Duration later = staple.equals("expired") ? Duration.ofDays(4) : Duration.ZERO;
    SoftAssertions cells = new SoftAssertions();
    for (String engine : List.of("jdk", "conscrypt", "bouncycastle")) {
      try (OpensslMx mx = OpensslMx.start(ca, protocol, stapling(ca, staple));
          TestDns dns = TestDns.start();
          EnforcedTlsClient client =
              builder(ca, mx, dns, mode)
                  .tlsEngine(Engines.named(engine))
                  .clock(() -> Instant.now().plus(later))
                  .build()) {
        RecipientOutcome outcome = deliver(client);
        String found =
            outcome
                .failure()
                .map(cause -> cause.code().code())
                .orElseGet(() -> revocation(outcome));
        cells
            .assertThat(found)
            .as("%s: %s", engine, outcome)
            .startsWith(engine.equals("bouncycastle") ? ofBouncyCastle : expected);
      }
    }
    cells.assertAll();
  }

  private static List<String> stapling(OpensslCa ca, String staple) throws Exception {
    return switch (staple) {
      case "none" -> List.of();
      case "revoked" -> List.of("-status_file", ca.revokedStaple().toString());
      default -> List.of("-status_file", ca.staple(3).toString());
    };
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          jdk,          -tls1_2
          jdk,          -tls1_3
          bouncycastle, -tls1_2
          conscrypt,    -tls1_2
          conscrypt,    -tls1_3
          """)
  void stapleStaysWithASessionThatIsResumed(String engine, String protocol) throws Exception {
    OpensslCa ca = new OpensslCa(directory, HOST, "");
    try (OpensslMx mx = OpensslMx.start(ca, protocol, stapling(ca, "good"));
        TestDns dns = TestDns.start();
        EnforcedTlsClient client =
            builder(ca, mx, dns, RevocationMode.REQUIRE).tlsEngine(Engines.named(engine)).build()) {
      assertThat(resumed(deliver(client))).isFalse();
      assertThat(revocation(firstResumed(client))).startsWith("good (staple, as of ");
    }
  }

  /** An engine may let go of a session at any time; so what has to be seen is asked for again. */
  private static RecipientOutcome firstResumed(EnforcedTlsClient client) {
    RecipientOutcome outcome = deliver(client);
    for (int tries = MAX_TRIES; !resumed(outcome); tries--) {
      assertThat(tries).as("no session is resumed: %s", outcome).isPositive();
      outcome = deliver(client);
    }
    return outcome;
  }

  /** The staple lasts three days, the session may last longer. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          jdk,          -tls1_2
          jdk,          -tls1_3
          bouncycastle, -tls1_2
          conscrypt,    -tls1_2
          conscrypt,    -tls1_3
          """)
  void sessionWhoseStapleIsOutOfDateIsRefusedAndForgotten(String engine, String protocol)
      throws Exception {
    OpensslCa ca = new OpensslCa(directory, HOST, "");
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    try (OpensslMx mx = OpensslMx.start(ca, protocol, stapling(ca, "good"));
        TestDns dns = TestDns.start();
        EnforcedTlsClient client =
            builder(ca, mx, dns, RevocationMode.REQUIRE)
                .tlsEngine(Engines.named(engine))
                .clock(now::get)
                .build()) {
      assertThat(deliver(client).isAccepted()).isTrue();
      assertThat(firstResumed(client).isAccepted()).isTrue();
      Instant valid = now.getAndSet(Instant.now().plus(Duration.ofDays(4)));
      RecipientOutcome late = deliver(client);
      for (int tries = MAX_TRIES; !resumed(late); tries--) {
        assertThat(tries).as("no session is resumed: %s", late).isPositive();
        now.set(valid);
        firstResumed(client);
        now.set(Instant.now().plus(Duration.ofDays(4)));
        late = deliver(client);
      }
      assertThat(late.failure().map(Cause::code)).contains(CauseCode.REVOCATION_UNKNOWN);
      ca.staple(7);
      RecipientOutcome next = deliver(client);
      assertThat(resumed(next)).isFalse();
      assertThat(next.isAccepted()).as("%s", next).isTrue();
    }
  }

  private static EnforcedTlsClientBuilder builder(
      OpensslCa ca, OpensslMx mx, TestDns dns, RevocationMode mode) throws Exception {
    dns.mx("fi.example", 10, HOST).address(HOST, ADDRESS);
    InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), mx.port());
    RevocationRule rule = RevocationRule.of(mode);
    return EnforcedTlsClient.builder("mail.bank.example")
        .trustAnchors(TrustAnchors.fromPem(ca.file("ca.pem")))
        .dnsClient(DnsClient.builder().resolvers(List.of(dns.socketAddress())).build())
        .connections(ConnectionLimits.defaults().withMaxMessages(1))
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
