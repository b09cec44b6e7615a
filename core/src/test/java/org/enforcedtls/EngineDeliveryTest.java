package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.enforcedtls.dialogue.DialogueTimeouts;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.outcome.TlsEvidence;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.mx.ClientCertificateDemand;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.NegotiatedTls;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.mx.ScriptedMxBuilder;
import org.enforcedtls.tls.ChannelRequirement;
import org.enforcedtls.tls.TlsEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold on each TLS engine alike, through whole deliveries. */
class EngineDeliveryTest {
  private static final String FI = "fi.example";
  private static final String MX = "mx.fi.example";
  private static final String TO = "inbox@fi.example";
  private static final String A1 = "192.0.2.1";

  private final Scene scene = new Scene();

  static Stream<TlsEngine> engines() {
    return Stream.of(TlsEngine.jdk(), TlsEngine.bouncyCastle(), TlsEngine.conscrypt());
  }

  @AfterEach
  void stop() {
    scene.close();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void goodHostAcceptsAndTheEvidenceIsWhatTheHostSaw(TlsEngine engine) throws IOException {
    ScriptedMx mx = scene.goodMx(FI, A1);
    RecipientOutcome outcome = deliver(engine);
    assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
    TlsEvidence evidence = evidenceOf(outcome);
    NegotiatedTls seen = mx.connections().get(0).tls().orElseThrow();
    TlsEvidence.Channel channel = evidence.channel().orElseThrow();
    assertThat(channel.protocol()).isEqualTo(seen.protocol()).isEqualTo("TLSv1.3");
    assertThat(channel.cipherSuite()).isEqualTo(seen.cipherSuite());
    assertThat(channel.resumed()).isFalse();
    assertThat(seen.serverNames()).containsExactly(MX);
    assertThat(evidence.engine()).contains(engine.configName());
    assertThat(evidence.matchedName()).contains(MX);
    assertThat(evidence.chain()).hasSize(1);
    assertThat(mx.messages()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void unapprovedCaIsRefusedInTheHandshake(TlsEngine engine) throws IOException {
    assertRefused(
        engine, TestCa.create("Somebody's CA").issue(MX), CauseCode.CERTIFICATE_UNTRUSTED);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void expiredCertificateIsRefusedInTheHandshake(TlsEngine engine) throws IOException {
    assertRefused(
        engine, scene.ca().certificate(MX).expired().issue(), CauseCode.CERTIFICATE_EXPIRED);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void wrongNameIsRefusedInTheHandshake(TlsEngine engine) throws IOException {
    assertRefused(engine, scene.ca().issue("other.example"), CauseCode.CERTIFICATE_NAME_MISMATCH);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void weakKeyIsRefusedInTheHandshake(TlsEngine engine) throws IOException {
    assertRefused(
        engine, scene.ca().certificate(MX).rsa(1024).issue(), CauseCode.CERTIFICATE_WEAK_KEY);
  }

  private void assertRefused(TlsEngine engine, TestCertificate certificate, CauseCode code)
      throws IOException {
    ScriptedMx mx = start(scene.host(MX).certificate(certificate));
    RecipientOutcome outcome = deliver(engine);
    assertThat(outcome.failure().map(Cause::code)).as("%s", outcome).contains(code);
    TlsEvidence evidence = evidenceOf(outcome);
    assertThat(evidence.chain()).isNotEmpty();
    assertThat(evidence.engine()).contains(engine.configName());
    assertThat(evidence.channel().orElseThrow().protocol()).isEqualTo("TLSv1.3");
    mx.awaitEnded(1, Duration.ofSeconds(10));
    assertThat(mx.connections().get(0).verbs()).containsExactly("EHLO", "STARTTLS");
    assertThat(mx.connections().get(0).tlsFailure()).isPresent();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void hostBelowTheLeastProtocolGetsNothing(TlsEngine engine) throws IOException {
    ScriptedMx mx = start(scene.host(MX).tlsProtocols("TLSv1.2"));
    RecipientOutcome outcome = deliver(engine, ChannelRequirement.modern());
    assertThat(outcome.failure().map(Cause::code)).contains(CauseCode.TLS_HANDSHAKE_FAILED);
    assertThat(mx.messages()).isEmpty();
    assertThat(deliver(engine, ChannelRequirement.intermediate()).isAccepted()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void hostBelowTheLeastSuiteGetsNothing(TlsEngine engine) throws IOException {
    ScriptedMx mx =
        start(
            scene
                .host(MX)
                .tlsProtocols("TLSv1.2")
                .cipherSuites("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"));
    RecipientOutcome outcome = deliver(engine, ChannelRequirement.intermediate());
    assertThat(outcome.failure().map(Cause::code)).contains(CauseCode.TLS_HANDSHAKE_FAILED);
    assertThat(mx.messages()).isEmpty();
    RecipientOutcome accepted = deliver(engine, ChannelRequirement.defaults());
    assertThat(evidenceOf(accepted).channel().orElseThrow().opensslName())
        .isEqualTo("ECDHE-ECDSA-AES128-SHA");
  }

  @ParameterizedTest
  @MethodSource("engines")
  void alertAfterTheHandshakeIsAFailedHandshake(TlsEngine engine) throws IOException {
    start(scene.host(MX).clientCertificate(ClientCertificateDemand.REQUIRED));
    RecipientOutcome outcome = deliver(engine);
    assertThat(outcome.failure().map(Cause::code))
        .as("%s", outcome)
        .contains(CauseCode.TLS_HANDSHAKE_FAILED);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void hostThatFallsSilentInTheHandshakeTimesOut(TlsEngine engine) throws IOException {
    start(scene.host(MX).fault(MxFault.STARTTLS_SILENT));
    scene.client().timeouts(DialogueTimeouts.defaults().withAll(Duration.ofMillis(500)));
    RecipientOutcome outcome = deliver(engine);
    assertThat(outcome.failure().map(Cause::code)).contains(CauseCode.TIMED_OUT);
  }

  private ScriptedMx start(ScriptedMxBuilder host) throws IOException {
    return scene.mx(FI, 10, MX, A1, host);
  }

  private RecipientOutcome deliver(TlsEngine engine) {
    scene.client().tlsEngine(engine);
    return scene.deliverTo(TO);
  }

  private RecipientOutcome deliver(TlsEngine engine, ChannelRequirement channel) {
    TlsPolicy policy =
        TlsPolicy.builder(PolicyOrigin.partnerRow("partners.yaml:3")).channel(channel).build();
    scene.client().policies(domain -> PolicyAnswer.Found.of(policy));
    return deliver(engine);
  }

  private static TlsEvidence evidenceOf(RecipientOutcome outcome) {
    List<Attempt> attempts = outcome.trace().attempts();
    return attempts.get(attempts.size() - 1).tls().orElseThrow(() -> new AssertionError(outcome));
  }
}
