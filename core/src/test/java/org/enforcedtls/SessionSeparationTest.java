package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dialogue.ConnectionLimits;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.policy.CertificateDemand;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.trust.TrustAnchors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What was verified under one policy is never taken up under another, even if the lax one went
 * first; on each engine, with each protocol in which it resumes.
 */
class SessionSeparationTest {
  private static final String ENGINES =
      """
      jdk,          TLSv1.2
      jdk,          TLSv1.3
      bouncycastle, TLSv1.2
      conscrypt,    TLSv1.2
      conscrypt,    TLSv1.3
      """;

  private static final String LAX = "lax.example";
  private static final String STRICT = "strict.example";
  private static final String MX = "mx.fi.example";
  private static final String OTHER_MX = "mx2.fi.example";
  private static final String A1 = "192.0.2.1";

  private final Scene scene = new Scene();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

  @AfterEach
  void stop() {
    scene.close();
  }

  @ParameterizedTest
  @CsvSource(textBlock = ENGINES)
  void sessionVerifiedUnderALaxPolicyIsNeverResumedUnderAStrictOne(String engine, String protocol)
      throws IOException {
    TestCa unapproved = TestCa.create("CA that only the lax row approves");
    scene.mx(
        LAX, 10, MX, A1, scene.host(MX).tlsProtocols(protocol).certificate(unapproved.issue(MX)));
    scene.dns().mx(STRICT, 10, MX);
    try (EnforcedTlsClient client =
        client(engine, policy(scene.ca(), unapproved), policy(scene.ca()))) {
      assertThat(isResumed(accepted(deliver(client, LAX)))).isFalse();
      assertThat(isResumed(accepted(deliver(client, LAX)))).isTrue();
      RecipientOutcome strict = deliver(client, STRICT);
      assertThat(isResumed(strict)).isFalse();
      assertThat(strict.failure().map(Cause::code)).contains(CauseCode.CERTIFICATE_UNTRUSTED);
      assertThat(isResumed(accepted(deliver(client, LAX)))).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = ENGINES)
  void eachPolicyResumesItsOwnSessions(String engine, String protocol) throws IOException {
    start(protocol);
    scene.dns().mx(STRICT, 10, MX);
    TestCa other = TestCa.create("Another CA");
    try (EnforcedTlsClient client = client(engine, policy(scene.ca(), other), policy(scene.ca()))) {
      assertThat(isResumed(accepted(deliver(client, LAX)))).isFalse();
      assertThat(isResumed(accepted(deliver(client, STRICT)))).isFalse();
      assertThat(isResumed(accepted(deliver(client, STRICT)))).isTrue();
      assertThat(isResumed(accepted(deliver(client, LAX)))).isTrue();
    }
  }

  /** One certificate for both names, on one address: only the name that is asked for differs. */
  @ParameterizedTest
  @CsvSource(textBlock = ENGINES)
  void sessionOfOneHostIsNeverResumedWithAnother(String engine, String protocol)
      throws IOException {
    scene.mx(
        LAX,
        10,
        MX,
        A1,
        scene
            .host(MX)
            .tlsProtocols(protocol)
            .certificate(scene.ca().certificate(MX).dnsNames(MX, OTHER_MX).issue()));
    scene.dns().mx(STRICT, 10, OTHER_MX).address(OTHER_MX, A1);
    TlsPolicy same = policy(scene.ca());
    try (EnforcedTlsClient client = client(engine, same, same)) {
      assertThat(isResumed(accepted(deliver(client, LAX)))).isFalse();
      assertThat(isResumed(accepted(deliver(client, STRICT)))).isFalse();
      assertThat(isResumed(accepted(deliver(client, LAX)))).isTrue();
      assertThat(isResumed(accepted(deliver(client, STRICT)))).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = ENGINES)
  void resumedSessionIsJudgedAgainAndForgottenIfItFails(String engine, String protocol)
      throws IOException {
    start(protocol);
    try (EnforcedTlsClient client = client(engine, policy(scene.ca()), policy(scene.ca()))) {
      assertThat(isResumed(accepted(deliver(client, LAX)))).isFalse();
      assertThat(isResumed(accepted(deliver(client, LAX)))).isTrue();
      Instant valid = now.getAndSet(Instant.parse("2090-01-01T00:00:00Z"));
      RecipientOutcome late = deliver(client, LAX);
      assertThat(isResumed(late)).isTrue();
      assertThat(late.failure().map(Cause::code)).contains(CauseCode.CERTIFICATE_EXPIRED);
      now.set(valid);
      assertThat(isResumed(accepted(deliver(client, LAX)))).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource("bouncycastle, TLSv1.3")
  void engineThatResumesNothingDoesAFullHandshakeEachTime(String engine, String protocol)
      throws IOException {
    start(protocol);
    try (EnforcedTlsClient client = client(engine, policy(scene.ca()), policy(scene.ca()))) {
      assertThat(isResumed(accepted(deliver(client, LAX)))).isFalse();
      assertThat(isResumed(accepted(deliver(client, LAX)))).isFalse();
    }
  }

  private void start(String protocol) throws IOException {
    scene.mx(LAX, 10, MX, A1, scene.host(MX).tlsProtocols(protocol));
  }

  private static TlsPolicy policy(TestCa... approved) {
    List<TestCa> cas = List.of(approved);
    return TlsPolicy.builder(PolicyOrigin.partnerRow("partners.yaml:3"))
        .certificate(
            CertificateDemand.defaults()
                .withAnchors(TrustAnchors.of(cas.stream().map(TestCa::certificate).toList())))
        .build();
  }

  private EnforcedTlsClient client(String engine, TlsPolicy lax, TlsPolicy strict) {
    Domain laxDomain = Domain.of(LAX);
    return scene
        .client()
        .tlsEngine(RareTlsTest.engine(engine))
        .connections(ConnectionLimits.defaults().withMaxMessages(1))
        .clock(now::get)
        .policies(domain -> PolicyAnswer.Found.of(domain.equals(laxDomain) ? lax : strict))
        .build();
  }

  private static RecipientOutcome deliver(EnforcedTlsClient client, String domain) {
    return Scene.deliverTo(client, "inbox@" + domain);
  }

  private static RecipientOutcome accepted(RecipientOutcome outcome) {
    assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
    return outcome;
  }

  private static boolean isResumed(RecipientOutcome outcome) {
    return outcome
        .trace()
        .attempts()
        .get(0)
        .tls()
        .flatMap(tls -> tls.channel())
        .orElseThrow(() -> new AssertionError(outcome))
        .resumed();
  }
}
