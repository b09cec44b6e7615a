package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.enforcedtls.dialogue.ConnectionLimits;
import org.enforcedtls.internal.http.ScriptedHttp;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.Conclusion;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.outcome.TlsEvidence;
import org.enforcedtls.policy.CertificateDemand;
import org.enforcedtls.policy.Enforcement;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.Stage;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.testkit.ca.OcspStatus;
import org.enforcedtls.testkit.ca.RevocationUrls;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.trust.RevocationMode;
import org.enforcedtls.trust.RevocationRule;
import org.enforcedtls.trust.RevocationSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries under policies that ask the CA, over HTTP on loopback. */
@Timeout(120)
class RevocationFetchTest {
  private static final String TO = "inbox@fi.example";
  private static final String MX = "192.0.2.1";
  private static final String CA = "192.0.2.80";
  private static final String OCSP = "http://ocsp.ca.example/";
  private static final String CRL = "http://crl.ca.example/ca.crl";

  private final Scene scene = new Scene();
  private final TestCertificate certificate =
      scene
          .ca()
          .certificate("mx.fi.example")
          .revocationUrls(RevocationUrls.none().addOcsp(OCSP).addCrl(CRL))
          .issue();
  private ScriptedHttp http;
  private ScriptedMx mx;

  @BeforeEach
  void start() throws IOException {
    http = new ScriptedHttp();
    // Each message makes its own connection, so that each handshake is judged.
    scene.client().connections(ConnectionLimits.defaults().withMaxMessages(1));
    scene.dns().address("ocsp.ca.example", CA).address("crl.ca.example", CA);
    scene.network().server(CA, 80, http.address());
    mx =
        scene.mx(
            "fi.example",
            10,
            "mx.fi.example",
            MX,
            ScriptedMx.builder().hostName("mx.fi.example").certificate(certificate));
  }

  @AfterEach
  void stop() throws IOException {
    scene.close();
    http.close();
  }

  private void ocsp(OcspStatus status) {
    http.on("/", ScriptedHttp.body(scene.ca().ocspResponse(certificate, status)));
  }

  private void crl(TestCertificate... revoked) {
    http.on("/ca.crl", ScriptedHttp.body(scene.ca().crl(revoked)));
  }

  @Test
  void goodAnswerOfTheResponderIsWhatRequireNeeds() {
    ocsp(OcspStatus.GOOD);
    RecipientOutcome outcome = deliver(RevocationMode.REQUIRE, RevocationSource.values());
    assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
    assertThat(revocation(outcome)).startsWith("good (OCSP http://ocsp.ca.example/, as of ");
  }

  @Test
  void listIsFetchedIfTheResponderDoesNotKnow() {
    ocsp(OcspStatus.UNKNOWN);
    crl();
    RecipientOutcome outcome = deliver(RevocationMode.REQUIRE, RevocationSource.values());
    assertThat(revocation(outcome)).startsWith("good (CRL http://crl.ca.example/ca.crl, as of ");
    assertThat(http.lines()).containsExactly("POST /", "GET /ca.crl");
  }

  @ParameterizedTest
  @EnumSource(value = RevocationMode.class, names = "OFF", mode = EnumSource.Mode.EXCLUDE)
  void revokedCertificateStopsTheMail(RevocationMode mode) {
    ocsp(OcspStatus.REVOKED);
    crl(certificate);
    for (RevocationSource source : RevocationSource.values()) {
      RecipientOutcome outcome = deliver(mode, source);
      assertThat(outcome.conclusion()).isEqualTo(Conclusion.TRANSIENT);
      assertThat(code(outcome)).isEqualTo(CauseCode.CERTIFICATE_REVOKED);
    }
    assertThat(mx.messages()).isEmpty();
  }

  @Test
  void caThatIsDownHoldsTheMailUnderRequireAndTheReportSaysWhy() {
    scene.network().refused(CA);
    RecipientOutcome outcome = deliver(RevocationMode.REQUIRE, RevocationSource.values());
    assertThat(outcome.conclusion()).isEqualTo(Conclusion.TRANSIENT);
    assertThat(code(outcome)).isEqualTo(CauseCode.REVOCATION_UNKNOWN);
    String evidence = outcome.failure().orElseThrow().evidence().get("revocation");
    assertThat(evidence)
        .isEqualTo(
            "no answer (no staple; no CRL;"
                + " OCSP http://ocsp.ca.example/ not fetched: 192.0.2.80: Connection refused;"
                + " CRL http://crl.ca.example/ca.crl not fetched: 192.0.2.80: Connection refused)");
    assertThat(mx.messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"404", "silence", "drip", "garbage", "inwards", "unknown host"})
  void caThatDoesNotAnswerStopsNothingWhereAnAnswerIsNotRequired(String fault) {
    scene.client().revocationFetchTimeout(Duration.ofMillis(300));
    switch (fault) {
      case "silence" -> http.on("/", ScriptedHttp.silence());
      case "drip" -> http.on("/", ScriptedHttp.drip("HTTP/1.1 200 OK\r\n\r\n", 'x'));
      case "garbage" -> http.on("/", ScriptedHttp.raw("220 mx.fi.example ESMTP\r\n"));
      case "inwards" ->
          scene.dns().remove("ocsp.ca.example", "A").address("ocsp.ca.example", "10.0.0.1");
      case "unknown host" -> scene.dns().remove("ocsp.ca.example", "A");
      default -> http.on("/", ScriptedHttp.raw("HTTP/1.1 404 Not Found\r\n\r\n"));
    }
    RecipientOutcome outcome = deliver(RevocationMode.WHEN_AVAILABLE, RevocationSource.OCSP);
    assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
    assertThat(revocation(outcome))
        .startsWith("no answer (no staple; no CRL; OCSP http://ocsp.ca.example/ not fetched: ");
  }

  @ParameterizedTest
  @EnumSource(RevocationMode.class)
  void nobodyIsDialledButTheMxHostUnlessThePolicyAsksForIt(RevocationMode mode) {
    ocsp(OcspStatus.GOOD);
    crl();
    deliver(mode);
    assertThat(scene.network().dials()).containsOnly(new InetSocketAddress(MX, 25));
    assertThat(scene.dns().countOf("ocsp.ca.example", "A")).isZero();
    assertThat(scene.dns().countOf("crl.ca.example", "A")).isZero();
  }

  @Test
  void hostWithACertificateForAnotherNameMakesUsDialNobody() throws IOException {
    TestCertificate misnamed =
        scene
            .ca()
            .certificate("other.example")
            .revocationUrls(RevocationUrls.none().addOcsp(OCSP).addCrl(CRL))
            .issue();
    scene.mx(
        "b.example",
        10,
        "mx.b.example",
        "192.0.2.2",
        ScriptedMx.builder().hostName("mx.b.example").certificate(misnamed));
    scene.client().defaultPolicy(policy(RevocationMode.REQUIRE, RevocationSource.values()));
    RecipientOutcome outcome = scene.deliverTo("inbox@b.example");
    assertThat(code(outcome)).isEqualTo(CauseCode.CERTIFICATE_NAME_MISMATCH);
    assertThat(scene.network().dials()).containsOnly(new InetSocketAddress("192.0.2.2", 25));
  }

  @Test
  void messagesToOneHostCostOneQuestion() {
    ocsp(OcspStatus.GOOD);
    scene.client().defaultPolicy(policy(RevocationMode.REQUIRE, RevocationSource.values()));
    try (EnforcedTlsClient client = scene.client().build()) {
      for (int i = 0; i < 3; i++) {
        assertThat(Scene.deliverTo(client, TO).isAccepted()).isTrue();
      }
    }
    assertThat(http.lines()).containsExactly("POST /");
  }

  @Test
  void caThatIsDownIsNotTriedForEachMessage() {
    scene.client().defaultPolicy(policy(RevocationMode.REQUIRE, RevocationSource.OCSP));
    Instant start = Instant.now();
    AtomicReference<Instant> now = new AtomicReference<>(start);
    try (EnforcedTlsClient client = scene.client().clock(now::get).build()) {
      for (int i = 0; i < 3; i++) {
        assertThat(code(Scene.deliverTo(client, TO))).isEqualTo(CauseCode.REVOCATION_UNKNOWN);
      }
      assertThat(http.lines()).containsExactly("POST /");
      ocsp(OcspStatus.GOOD);
      now.set(start.plusSeconds(60));
      assertThat(Scene.deliverTo(client, TO).isAccepted()).isTrue();
    }
  }

  /** A TLS session that is resumed has been judged before; a revocation since then counts. */
  @Test
  void certificateThatIsRevokedLaterStopsTheMailOnAResumedSessionToo() {
    ocsp(OcspStatus.GOOD);
    scene.client().defaultPolicy(policy(RevocationMode.WHEN_AVAILABLE, RevocationSource.OCSP));
    Instant start = Instant.now();
    AtomicReference<Instant> now = new AtomicReference<>(start);
    try (EnforcedTlsClient client = scene.client().clock(now::get).build()) {
      assertThat(Scene.deliverTo(client, TO).isAccepted()).isTrue();
      ocsp(OcspStatus.REVOKED);
      now.set(start.plus(Duration.ofDays(1)));
      RecipientOutcome second = Scene.deliverTo(client, TO);
      assertThat(tls(second).channel().orElseThrow().resumed()).isTrue();
      assertThat(code(second)).isEqualTo(CauseCode.CERTIFICATE_REVOKED);
    }
  }

  @Test
  void observedPolicyFetchesToSayWhatItWouldFind() {
    ocsp(OcspStatus.REVOKED);
    TlsPolicy observed =
        TlsPolicy.builder(PolicyOrigin.partnerRow("partners.yaml:3"))
            .certificate(demand(RevocationMode.WHEN_AVAILABLE, RevocationSource.OCSP))
            .enforcement(Enforcement.always().withStage(Stage.OBSERVE))
            .build();
    scene.client().policies(domain -> new PolicyAnswer.Found(List.of(observed)));
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.isAccepted()).isTrue();
    assertThat(outcome.trace().attempts().get(0).observations().get(0).causes())
        .extracting(Cause::code)
        .containsExactly(CauseCode.CERTIFICATE_REVOKED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT5M0.001S"})
  void timeoutOutsideItsRangeIsRefused(Duration timeout) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scene.client().revocationFetchTimeout(timeout))
        .withMessage("revocationFetchTimeout must be over 0 and at most PT5M, not " + timeout);
  }

  private RecipientOutcome deliver(RevocationMode mode, RevocationSource... fetch) {
    scene.client().defaultPolicy(policy(mode, fetch));
    return scene.deliverTo(TO);
  }

  private static TlsPolicy policy(RevocationMode mode, RevocationSource... fetch) {
    return TlsPolicy.builder(new PolicyOrigin(PolicyOrigin.Kind.DEFAULT, "default"))
        .certificate(demand(mode, fetch))
        .build();
  }

  private static CertificateDemand demand(RevocationMode mode, RevocationSource... fetch) {
    return CertificateDemand.defaults()
        .withRevocation(RevocationRule.of(mode).withFetch(Arrays.asList(fetch)));
  }

  private static CauseCode code(RecipientOutcome outcome) {
    return outcome.failure().map(Cause::code).orElseThrow(() -> new AssertionError(outcome));
  }

  private static TlsEvidence tls(RecipientOutcome outcome) {
    return outcome.trace().attempts().get(0).tls().orElseThrow();
  }

  private static String revocation(RecipientOutcome outcome) {
    return tls(outcome).revocation().orElseThrow();
  }
}
