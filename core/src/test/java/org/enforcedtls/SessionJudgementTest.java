package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.enforcedtls.address.Domain;
import org.enforcedtls.observe.DeliveryListener;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.PublishedPolicy;
import org.enforcedtls.outcome.SessionJudgement;
import org.enforcedtls.policy.CertificateDemand;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.mtasts.PolicyCache;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.dns.DnsBehaviour;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.ScriptedMxBuilder;
import org.enforcedtls.testkit.sts.PolicyHost;
import org.enforcedtls.tls.ChannelRequirement;
import org.enforcedtls.trust.IssuerFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What listeners are told of sessions, held against what domains and hosts publish. */
@Timeout(120)
class SessionJudgementTest extends DaneScene {
  private static final String STS_HOST = "mta-sts.fi.example";
  private static final TlsPolicy.Builder ROW =
      TlsPolicy.builder(PolicyOrigin.partnerRow("partners.yaml:3"));
  private static final TlsPolicy STRICT_ROW =
      ROW.certificate(
              CertificateDemand.defaults().withIssuers(IssuerFilter.of(List.of("DigiCert"))))
          .build();

  private final PolicyHost policyHost =
      PolicyHost.start(scene.ca().issue(STS_HOST), PolicyHost.enforcing(MX));
  private final List<SessionJudgement> told = new CopyOnWriteArrayList<>();

  @BeforeEach
  void listen() {
    scene
        .client()
        .addListener(
            new DeliveryListener() {
              @Override
              public void sessionJudged(Domain recipientDomain, SessionJudgement judgement) {
                assertThat(recipientDomain).hasToString(FI);
                told.add(judgement);
              }
            });
  }

  @AfterEach
  void stopPolicyHost() {
    policyHost.close();
  }

  private void publishMtaSts(String policy) {
    policyHost.policy(policy);
    scene.dns().txt("_mta-sts." + FI, "v=STSv1; id=1;").address(STS_HOST, "192.0.2.9");
    scene.network().server("192.0.2.9", 443, policyHost.address());
    scene.client().mtaSts(PolicyCache.inMemory());
  }

  private ScriptedMxBuilder expired() {
    return scene.host(MX).certificate(scene.ca().certificate(MX).expired().issue());
  }

  /** Kind and breaches of each. */
  private List<String> told() {
    return told.stream()
        .map(
            judgement ->
                judgement.policy().kind()
                    + judgement.breaches().stream()
                        .map(cause -> " " + cause.code().code())
                        .collect(Collectors.joining()))
        .toList();
  }

  @Test
  void connectionIsJudgedOnceHoweverManyMessagesItServes() throws IOException {
    scene.mx(FI, 10, MX, A1, scene.host(MX));
    try (EnforcedTlsClient client = scene.client().build()) {
      assertThat(Scene.deliverTo(client, TO).isAccepted()).isTrue();
      assertThat(Scene.deliverTo(client, TO).isAccepted()).isTrue();
    }
    assertThat(told()).containsExactly("NOTHING");
    assertThat(told.get(0).policy()).isEqualTo(PublishedPolicy.nothing(Domain.of(FI)));
    assertThat(told.get(0).attempt().mxHost()).hasToString(MX);
    assertThat(told.get(0).attempt().tls()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "NO_STARTTLS, NOTHING starttls-not-offered",
    "STARTTLS_REFUSED, NOTHING starttls-refused",
    "PLAINTEXT_INJECTED, NOTHING starttls-injection",
    "STARTTLS_RESET, NOTHING tls-handshake-failed",
    "EHLO_REFUSED, NOTHING ehlo-rejected",
    "SENDER_REFUSED, NOTHING",
  })
  void whatEndsASessionBeforeTlsIsToldAndWhatComesAfterIsNot(MxFault fault, String expected)
      throws IOException {
    scene.mx(FI, 10, MX, A1, scene.host(MX).fault(fault));
    scene.deliver(TO);
    assertThat(told()).containsExactly(expected);
  }

  @Test
  void certificateConcernsNobodyWhoPublishesNothing() throws IOException {
    scene.mx(FI, 10, MX, A1, expired());
    assertThat(scene.deliverTo(TO).isAccepted()).isFalse();
    assertThat(told).isEmpty();
  }

  @Test
  void publishedPolicyIsToldAsItIs() throws IOException {
    publishMtaSts("version: STSv1\r\nmode: enforce\r\nmx: " + MX + "\r\nmax_age: 86400\r\n");
    scene.mx(FI, 10, MX, A1, scene.host(MX));
    assertThat(scene.deliverTo(TO).isAccepted()).isTrue();
    assertThat(told)
        .extracting(SessionJudgement::policy)
        .containsExactly(
            new PublishedPolicy(
                PublishedPolicy.Kind.MTA_STS,
                Domain.of(FI),
                List.of("version: STSv1", "mode: enforce", "mx: " + MX, "max_age: 86400"),
                List.of(MX)));
    assertThat(told.get(0).isMet()).isTrue();
  }

  @Test
  void certificateIsABreachOfThePublishedPolicy() throws IOException {
    publishMtaSts(PolicyHost.enforcing(MX));
    scene.mx(FI, 10, MX, A1, expired());
    assertThat(scene.deliverTo(TO).isAccepted()).isFalse();
    assertThat(told()).containsExactly("MTA_STS certificate-expired");
  }

  @Test
  void whatOnlyOurRowDemandsIsNoBreach() throws IOException {
    publishMtaSts(PolicyHost.enforcing(MX));
    scene.client().policies(domain -> PolicyAnswer.Found.of(STRICT_ROW));
    scene.mx(FI, 10, MX, A1, scene.host(MX));
    assertThat(scene.deliverTo(TO).failure().map(Cause::code).map(Enum::name))
        .contains("CERTIFICATE_ISSUER_NOT_APPROVED");
    assertThat(told).isEmpty();
  }

  @Test
  void whatThePublishedPolicyDemandsTooIsABreachBesideOurRow() throws IOException {
    publishMtaSts(PolicyHost.enforcing(MX));
    scene.client().policies(domain -> PolicyAnswer.Found.of(STRICT_ROW));
    scene.mx(FI, 10, MX, A1, expired());
    assertThat(scene.deliverTo(TO).isAccepted()).isFalse();
    assertThat(told()).containsExactly("MTA_STS certificate-expired");
  }

  @Test
  void handshakeThatARowHasNarrowedIsNotLaidToTheHost() throws IOException {
    scene
        .client()
        .policies(
            domain -> PolicyAnswer.Found.of(ROW.channel(ChannelRequirement.modern()).build()));
    scene.mx(FI, 10, MX, A1, scene.host(MX).fault(MxFault.STARTTLS_RESET));
    assertThat(scene.deliverTo(TO).isAccepted()).isFalse();
    assertThat(told).isEmpty();
  }

  @Test
  void testingPolicyIsJudgedThoughItDecidesNothing() throws IOException {
    publishMtaSts("version: STSv1\nmode: testing\nmx: mx9.fi.example\nmax_age: 86400\n");
    scene.mx(FI, 10, MX, A1, scene.host(MX));
    assertThat(scene.deliverTo(TO).isAccepted()).isTrue();
    assertThat(told()).containsExactly("MTA_STS mx-not-in-policy");
  }

  @Test
  void hostThatThePublishedPolicyRefusesIsToldWithoutASession() throws IOException {
    publishMtaSts(PolicyHost.enforcing(MX2));
    scene.mx(FI, 10, MX, A1, scene.host(MX));
    assertThat(scene.deliverTo(TO).isAccepted()).isFalse();
    assertThat(told()).containsExactly("MTA_STS mx-not-in-policy");
    assertThat(told.get(0).attempt().address()).isEmpty();
  }

  @Test
  void tlsaRecordsTakeThePlaceOfMtaSts() throws IOException {
    publishMtaSts(PolicyHost.enforcing(MX));
    TestCertificate own = selfSigned(MX);
    start(MX, A1, own);
    scene.dns().tlsa(MX, ee(own));
    assertThat(scene.deliverTo(TO).isAccepted()).isTrue();
    assertThat(told()).containsExactly("TLSA");
    assertThat(told.get(0).policy().domain()).hasToString(MX);
    assertThat(told.get(0).policy().text()).singleElement().asString().startsWith("3 1 1 ");
  }

  @Test
  void mismatchIsABreachOfTheTlsaRecordsAndOurRowIsNot() throws IOException {
    scene.client().policies(domain -> PolicyAnswer.Found.of(STRICT_ROW));
    start(MX, A1, TestCa.create("Unknown CA").issue(MX));
    scene.dns().tlsa(MX, ee(selfSigned(MX)));
    assertThat(scene.deliverTo(TO).isAccepted()).isFalse();
    assertThat(told()).containsExactly("TLSA tlsa-mismatch");
  }

  @Test
  void recordsOfWhichNoneCountsAreABreachBesideTheSession() throws IOException {
    start(MX, A1, scene.ca().issue(MX));
    scene.dns().tlsa(MX, "1 1 1 " + "00".repeat(32));
    assertThat(scene.deliverTo(TO).isAccepted()).isTrue();
    assertThat(told()).containsExactlyInAnyOrder("NOTHING", "TLSA tlsa-mismatch");
  }

  @Test
  void hostWhoseRecordsNobodyCanTellIsToldWithoutASession() throws IOException {
    start(MX, A1, scene.ca().issue(MX));
    scene.dns().behave("_25._tcp." + MX, "TLSA", DnsBehaviour.SERVFAIL);
    assertThat(scene.deliverTo(TO).isAccepted()).isFalse();
    assertThat(told()).containsExactly("TLSA tlsa-unavailable");
  }
}
