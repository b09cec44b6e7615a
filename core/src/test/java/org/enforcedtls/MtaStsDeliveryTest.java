package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.observe.DeliveryListener;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.Conclusion;
import org.enforcedtls.outcome.PolicyEvidence;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.EffectivePolicy;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.MxAuthentication;
import org.enforcedtls.policy.MxPattern;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicyFinding;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.mtasts.PolicyCache;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.dns.DnsBehaviour;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.testkit.sts.PolicyHost;
import org.enforcedtls.testkit.sts.PolicyHostFault;
import org.enforcedtls.tls.ChannelRequirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deliveries to domains that publish a policy. */
@Timeout(120)
class MtaStsDeliveryTest {
  private static final String TO = "inbox@fi.example";
  private static final String RECORD = "_mta-sts.fi.example";
  private static final String HOST = "mta-sts.fi.example";
  private static final String URL = "https://mta-sts.fi.example/.well-known/mta-sts.txt";

  private final Scene scene = new Scene();
  private final PolicyHost policyHost =
      PolicyHost.start(scene.ca().issue(HOST), PolicyHost.enforcing("*.fi.example"));
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final PolicyCache cache = PolicyCache.inMemory();

  @BeforeEach
  void publish() {
    scene.dns().txt(RECORD, "v=STSv1; id=1;").address(HOST, "192.0.2.9");
    scene.network().server("192.0.2.9", 443, policyHost.address());
    scene
        .client()
        .mtaSts(cache)
        .addListener(
            new DeliveryListener() {
              @Override
              public void policyFetched(Domain policyDomain, List<PolicyFinding> findings) {
                told.add(policyDomain + " " + findings);
              }
            });
  }

  @AfterEach
  void stop() {
    policyHost.close();
    scene.close();
  }

  @Test
  void hostThatThePolicyListsIsAuthenticatedByIt() throws IOException {
    scene.goodMx("fi.example", "192.0.2.1");
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
    assertThat(attempt(outcome).mxAuthentication()).isEqualTo(MxAuthentication.MTA_STS);
    assertThat(attempt(outcome).mxAuthentication().configName()).isEqualTo("mta-sts");
    assertThat(policy(outcome).origin()).hasToString(URL);
    assertThat(policy(outcome).findings()).isEmpty();
    assertThat(told).containsExactly("fi.example []");
  }

  @Test
  void clientSaysInAdvanceWhatADeliveryGoesBy() throws IOException {
    scene.goodMx("fi.example", "192.0.2.1");
    try (EnforcedTlsClient client = scene.client().build()) {
      Optional<String> inAdvance =
          client.policyFor(Domain.of("fi.example")).map(EffectivePolicy::fingerprint);
      assertThat(inAdvance).contains(policy(scene.deliverTo(TO)).fingerprint());
      assertThat(client.policyFor(Domain.of("two.example")).map(EffectivePolicy::fingerprint))
          .isPresent()
          .isNotEqualTo(inAdvance);
    }
  }

  @Test
  void hostThatThePolicyDoesNotListGetsNothingAndTheNextOneDoes() throws IOException {
    ScriptedMx forged =
        scene.mx("fi.example", 5, "mx.evil.example", "192.0.2.66", scene.host("mx.evil.example"));
    ScriptedMx good = scene.goodMx("fi.example", "192.0.2.1");
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
    assertThat(outcome.trace().attempts().get(0).causes())
        .extracting(Cause::text)
        .containsExactly("expected one of [*.fi.example] (" + URL + "), found mx.evil.example");
    assertThat(forged.connections()).isEmpty();
    assertThat(good.messages()).hasSize(1);
  }

  @Test
  void mailIsHeldWhereThePolicyListsNoHostAtAll() throws IOException {
    scene.mx("fi.example", 5, "mx.a.fi.example", "192.0.2.1", scene.host("mx.a.fi.example"));
    assertHeld(scene.deliverTo(TO), CauseCode.MX_NOT_IN_POLICY);
  }

  @Test
  void certificateHasToNameTheHostAndNotJustMatchThePattern() throws IOException {
    scene.mx(
        "fi.example",
        10,
        "mx.fi.example",
        "192.0.2.1",
        ScriptedMx.builder()
            .hostName("mx.fi.example")
            .certificate(scene.ca().issue("other.fi.example")));
    assertHeld(scene.deliverTo(TO), CauseCode.CERTIFICATE_NAME_MISMATCH);
  }

  @Test
  void hostWithoutStarttlsGetsNothing() throws IOException {
    scene.mx(
        "fi.example",
        10,
        "mx.fi.example",
        "192.0.2.1",
        scene.host("mx.fi.example").fault(MxFault.NO_STARTTLS));
    assertHeld(scene.deliverTo(TO), CauseCode.STARTTLS_NOT_OFFERED);
  }

  @Test
  void testingReportsWhatWouldHaveFailedAndDecidesNothing() throws IOException {
    policyHost.policy(PolicyHost.enforcing("mx.other.example").replace("enforce", "testing"));
    scene.goodMx("fi.example", "192.0.2.1");
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
    assertThat(policy(outcome).origin()).hasToString("default");
    assertThat(attempt(outcome).mxAuthentication()).isEqualTo(MxAuthentication.NOTHING);
    assertThat(attempt(outcome).observations())
        .singleElement()
        .satisfies(
            observation -> {
              assertThat(observation.policy().origin()).hasToString(URL);
              assertThat(observation.causes())
                  .extracting(Cause::code)
                  .containsExactly(CauseCode.MX_NOT_IN_POLICY);
            });
  }

  @Test
  void testingDoesNotWeakenTheDefault() throws IOException {
    policyHost.policy(PolicyHost.enforcing("mx.fi.example").replace("enforce", "testing"));
    scene.mx(
        "fi.example",
        10,
        "mx.fi.example",
        "192.0.2.1",
        ScriptedMx.builder()
            .hostName("mx.fi.example")
            .certificate(scene.ca().certificate("mx.fi.example").expired().issue()));
    assertHeld(scene.deliverTo(TO), CauseCode.CERTIFICATE_EXPIRED);
  }

  @Test
  void publishedPolicyDoesNotWeakenTheDefault() throws IOException {
    scene
        .client()
        .defaultPolicy(
            TlsPolicy.builder(new PolicyOrigin(PolicyOrigin.Kind.DEFAULT, "default"))
                .channel(ChannelRequirement.modern())
                .build());
    scene.mx(
        "fi.example",
        10,
        "mx.fi.example",
        "192.0.2.1",
        scene.host("mx.fi.example").tlsProtocols("TLSv1.2"));
    assertHeld(scene.deliverTo(TO), CauseCode.TLS_HANDSHAKE_FAILED);
  }

  @Test
  void rowOfOursHoldsBesideThePublishedPolicy() throws IOException {
    TlsPolicy row =
        TlsPolicy.builder(PolicyOrigin.partnerRow("partners.yaml:3"))
            .mxAdmission(MxAdmission.only(List.of(AdmittedMx.of(MxPattern.of("mx2.fi.example")))))
            .build();
    scene.client().policies(domain -> PolicyAnswer.Found.of(row));
    ScriptedMx onlyPublished = scene.goodMx("fi.example", "192.0.2.1");
    ScriptedMx both =
        scene.mx("fi.example", 20, "mx2.fi.example", "192.0.2.2", scene.host("mx2.fi.example"));
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
    assertThat(onlyPublished.connections()).isEmpty();
    assertThat(both.messages()).hasSize(1);
    Attempt last = outcome.trace().attempts().get(1);
    assertThat(last.mxAuthentication()).isEqualTo(MxAuthentication.ROW);
  }

  @ParameterizedTest
  @EnumSource(
      value = PolicyHostFault.class,
      names = {"NOT_FOUND", "REDIRECT", "TOO_LONG", "CLOSED_IN_HANDSHAKE"})
  void policyThatCannotBeFetchedIsNoneAndTheOutcomeSaysSo(PolicyHostFault fault)
      throws IOException {
    policyHost.fault(fault);
    scene.goodMx("fi.example", "192.0.2.1");
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
    assertThat(policy(outcome).origin()).hasToString("default");
    assertThat(policy(outcome).findings())
        .extracting(finding -> finding.kind().resultType().orElseThrow())
        .containsExactly("sts-policy-fetch-error");
    assertThat(told).singleElement().asString().startsWith("fi.example [sts-");
  }

  @Test
  void policyHostWithACertificateOfAnotherCaSaysNothing() throws IOException {
    policyHost
        .policy(PolicyHost.enforcing("mx.evil.example"))
        .certificate(TestCa.create("Other CA").issue(HOST));
    scene.goodMx("fi.example", "192.0.2.1");
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
    assertThat(policy(outcome).findings())
        .extracting(PolicyFinding::kind)
        .containsExactly(PolicyFinding.Kind.STS_NOT_VERIFIED);
  }

  @Test
  void dnsThatCannotTellHoldsTheMail() throws IOException {
    scene.dns().behave(RECORD, "TXT", DnsBehaviour.SERVFAIL);
    ScriptedMx mx = scene.goodMx("fi.example", "192.0.2.1");
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertHeld(outcome, CauseCode.POLICY_UNAVAILABLE);
    assertThat(outcome.status()).hasToString("4.7.0");
    assertThat(mx.connections()).isEmpty();
  }

  /** Who strips the record and forges the MX at our restart gets nothing. */
  @Test
  void restartForgetsNothingThatADirectoryRemembers(@TempDir Path directory) throws IOException {
    scene.client().mtaSts(PolicyCache.inDirectory(directory));
    scene.goodMx("fi.example", "192.0.2.1");
    assertThat(scene.deliverTo(TO).isAccepted()).isTrue();
    scene.client().mtaSts(PolicyCache.inDirectory(directory));
    scene.dns().remove(RECORD, "TXT").remove("fi.example", "MX");
    policyHost.close();
    scene.mx("fi.example", 5, "mx.evil.example", "192.0.2.66", scene.host("mx.evil.example"));
    scene
        .client()
        .dnsClient(DnsClient.builder().resolvers(List.of(scene.dns().socketAddress())).build());
    assertHeld(scene.deliverTo(TO), CauseCode.MX_NOT_IN_POLICY);
  }

  @Test
  void onePolicyServesManyMessages() throws IOException {
    scene.goodMx("fi.example", "192.0.2.1");
    for (int i = 0; i < 3; i++) {
      assertThat(scene.deliverTo(TO).isAccepted()).isTrue();
    }
    assertThat(policyHost.requests()).hasSize(1);
    assertThat(cache.list()).hasSize(1);
  }

  @Test
  void subdomainDoesNotInherit() throws IOException {
    scene.goodMx("sub.fi.example", "192.0.2.1");
    RecipientOutcome outcome = scene.deliverTo("inbox@sub.fi.example");
    assertThat(policy(outcome).origin()).hasToString("default");
    assertThat(scene.dns().countOf(RECORD, "TXT")).isZero();
  }

  @Test
  void aliasOfARecordIsFollowed() throws IOException {
    scene
        .dns()
        .remove(RECORD, "TXT")
        .cname(RECORD, "_mta-sts.provider.example")
        .txt("_mta-sts.provider.example", "v=STSv1; id=7;");
    scene.goodMx("fi.example", "192.0.2.1");
    assertThat(attempt(scene.deliverTo(TO)).mxAuthentication()).isEqualTo(MxAuthentication.MTA_STS);
  }

  private static void assertHeld(RecipientOutcome outcome, CauseCode code) {
    assertThat(outcome.conclusion()).as("%s", outcome).isEqualTo(Conclusion.TRANSIENT);
    assertThat(outcome.failure().map(Cause::code)).contains(code);
  }

  private static PolicyEvidence policy(RecipientOutcome outcome) {
    return outcome.trace().policy().orElseThrow();
  }

  private static Attempt attempt(RecipientOutcome outcome) {
    List<Attempt> attempts = outcome.trace().attempts();
    assertThat(attempts).isNotEmpty();
    return attempts.get(attempts.size() - 1);
  }
}
