package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.Conclusion;
import org.enforcedtls.outcome.DeliveryReport;
import org.enforcedtls.outcome.Party;
import org.enforcedtls.outcome.PolicyEvidence;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.CertificateDemand;
import org.enforcedtls.policy.Enforcement;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.MxAuthentication;
import org.enforcedtls.policy.MxPattern;
import org.enforcedtls.policy.OnFailure;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.Stage;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.partner.PartnerRow;
import org.enforcedtls.policy.partner.PartnerRow.Coverage;
import org.enforcedtls.policy.partner.PartnerTable;
import org.enforcedtls.testkit.ca.CertificateBuilder;
import org.enforcedtls.testkit.ca.Criticality;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.tls.ChannelRequirement;
import org.enforcedtls.tls.CipherProfile;
import org.enforcedtls.tls.CipherSuite;
import org.enforcedtls.tls.TlsProtocol;
import org.enforcedtls.trust.IssuerFilter;
import org.enforcedtls.trust.RevocationLists;
import org.enforcedtls.trust.RevocationMode;
import org.enforcedtls.trust.RevocationRule;
import org.enforcedtls.trust.TrustAnchors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What policies demand, through whole deliveries. */
class PolicyDeliveryTest {
  private static final String FI = "fi.example";
  private static final String TO = "inbox@fi.example";
  private static final String A1 = "192.0.2.1";
  private static final String A2 = "192.0.2.2";

  private static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";
  private static final byte[] STATUS_REQUEST = {0x30, 3, 2, 1, 5};

  private final Scene scene = new Scene();

  @AfterEach
  void stop() {
    scene.close();
  }

  @Test
  void rowNarrowsTheApprovedCas() throws IOException {
    scene.goodMx(FI, A1);
    TlsPolicy row =
        row()
            .certificate(
                CertificateDemand.defaults().withIssuers(IssuerFilter.of(List.of("DigiCert"))))
            .build();
    RecipientOutcome outcome = deliverUnder(row);
    assertThat(outcome.failure().map(Cause::code))
        .contains(CauseCode.CERTIFICATE_ISSUER_NOT_APPROVED);
    assertThat(outcome.trace().policy().orElseThrow().origin()).hasToString("partners.yaml:3");
  }

  @ParameterizedTest
  @CsvSource({
    "OFF, false, not checked",
    "OFF, true, not checked",
    "WHEN_AVAILABLE, false, no answer (no staple; no CRL)",
  })
  void hostWithoutStapleGetsMailWhereNoneIsDemanded(
      RevocationMode mode, boolean isBoundToStaple, String evidence) throws IOException {
    RecipientOutcome outcome = deliverUnder(mode, isBoundToStaple);
    assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
    assertThat(outcome.trace().attempts().get(0).tls().orElseThrow().revocation())
        .contains(evidence);
  }

  @ParameterizedTest
  @CsvSource({"REQUIRE, false", "REQUIRE, true", "WHEN_AVAILABLE, true"})
  void hostWithoutStapleGetsNoMailWhereOneIsDemanded(RevocationMode mode, boolean isBoundToStaple)
      throws IOException {
    RecipientOutcome outcome = deliverUnder(mode, isBoundToStaple);
    assertThat(outcome.status()).hasToString("4.7.5");
    assertThat(outcome.failure().map(Cause::code)).contains(CauseCode.REVOCATION_UNKNOWN);
  }

  @Test
  void certificateOnAListOfItsCaGetsNoMailUntilAnother(@TempDir Path folder) throws IOException {
    TestCertificate revoked = scene.ca().issue("mx.fi.example");
    scene.mx(FI, 10, "mx.fi.example", A1, ScriptedMx.builder().certificate(revoked));
    Path list = folder.resolve("fi.crl");
    scene.ca().writeCrl(list, revoked);
    RecipientOutcome held = deliverUnder(requiring(RevocationLists.fromFile(list)));
    assertThat(held.failure().map(Cause::code)).contains(CauseCode.CERTIFICATE_REVOKED);
    assertThat(held.failure().orElseThrow().evidence()).containsEntry("reason", "keyCompromise");
    scene.ca().writeCrl(list);
    RecipientOutcome sent = deliverUnder(requiring(RevocationLists.fromFile(list)));
    assertThat(sent.isAccepted()).as("%s", sent).isTrue();
    assertThat(sent.trace().attempts().get(0).tls().orElseThrow().revocation().orElseThrow())
        .startsWith("good (CRL fi.crl, as of ");
  }

  private static TlsPolicy requiring(RevocationLists lists) {
    RevocationRule rule = RevocationRule.of(RevocationMode.REQUIRE).withLists(lists);
    return row().certificate(CertificateDemand.defaults().withRevocation(rule)).build();
  }

  private RecipientOutcome deliverUnder(RevocationMode mode, boolean isBoundToStaple)
      throws IOException {
    CertificateBuilder certificate = scene.ca().certificate("mx.fi.example");
    scene.mx(
        FI,
        10,
        "mx.fi.example",
        A1,
        ScriptedMx.builder()
            .certificate(
                isBoundToStaple
                    ? certificate
                        .extension(TLS_FEATURE, Criticality.NOT_CRITICAL, STATUS_REQUEST)
                        .issue()
                    : certificate.issue()));
    return deliverUnder(
        row()
            .certificate(CertificateDemand.defaults().withRevocation(RevocationRule.of(mode)))
            .build());
  }

  @Test
  void hostThatNoRowListsIsDroppedAndTheRestTried() throws IOException {
    scene.mx(FI, 5, "evil.example", A2, scene.host("evil.example"));
    scene.goodMx(FI, A1);
    RecipientOutcome outcome = deliverUnder(row().mxAdmission(only("mx.fi.example")).build());
    assertThat(outcome.isAccepted()).isTrue();
    assertThat(outcome.trace().attempts().get(0).causes())
        .extracting(Cause::code)
        .containsExactly(CauseCode.MX_NOT_IN_POLICY);
    assertThat(outcome.trace().attempts().get(1).mxAuthentication())
        .isEqualTo(MxAuthentication.ROW);
    assertThat(scene.network().dials()).hasSize(1);
  }

  @Test
  void noAdmittedHostHoldsTheMail() throws IOException {
    scene.goodMx(FI, A1);
    RecipientOutcome outcome = deliverUnder(row().mxAdmission(only("other.example")).build());
    assertThat(outcome.conclusion()).isEqualTo(Conclusion.TRANSIENT);
    assertThat(outcome.status()).hasToString("4.7.5");
    assertThat(scene.network().dials()).isEmpty();
  }

  @Test
  void listedRouteNeedsNoMxLookup() throws IOException {
    scene.goodMx(FI, A1);
    TlsPolicy row = row().mxAdmission(only("mx.fi.example").dialledAsListed()).build();
    assertThat(deliverUnder(row).isAccepted()).isTrue();
    assertThat(scene.dns().countOf(FI, "MX")).isZero();
  }

  @Test
  void failNowTurnsAFailedCheckIntoAPermanentFailure() throws IOException {
    scene.mx(FI, 10, "mx.fi.example", A1, scene.host("mx.fi.example").fault(MxFault.NO_STARTTLS));
    Enforcement failNow = Enforcement.always().withOnFailure(OnFailure.FAIL_NOW);
    RecipientOutcome outcome = deliverUnder(row().enforcement(failNow).build());
    assertThat(outcome.conclusion()).isEqualTo(Conclusion.PERMANENT);
    assertThat(outcome.status()).hasToString("5.7.4");
  }

  @Test
  void failNowDoesNotTurnTroubleOfTheNetworkIntoAPermanentFailure() throws IOException {
    scene.dns().mx(FI, 5, "mx.fi.example").address("mx.fi.example", A1);
    Enforcement failNow = Enforcement.always().withOnFailure(OnFailure.FAIL_NOW);
    assertThat(deliverUnder(row().enforcement(failNow).build()).conclusion())
        .isEqualTo(Conclusion.TRANSIENT);
  }

  @Test
  void observedRowReportsWhatWouldHaveFailedAndTheDefaultDecides() throws IOException {
    scene.goodMx(FI, A1);
    TlsPolicy observed =
        row()
            .mxAdmission(only("registered.example"))
            .certificate(
                CertificateDemand.defaults().withIssuers(IssuerFilter.of(List.of("DigiCert"))))
            .enforcement(Enforcement.always().withStage(Stage.OBSERVE))
            .build();
    RecipientOutcome outcome = deliverUnder(observed);
    assertThat(outcome.isAccepted()).isTrue();
    assertThat(outcome.trace().attempts().get(0).observations())
        .singleElement()
        .satisfies(
            seen ->
                assertThat(seen.causes())
                    .extracting(Cause::code)
                    .containsExactly(
                        CauseCode.MX_NOT_IN_POLICY, CauseCode.CERTIFICATE_ISSUER_NOT_APPROVED));
  }

  @Test
  void observedRowNeverWeakensTheDefault() throws IOException {
    TestCa lax = TestCa.create("Lax CA");
    scene.mx(
        FI, 10, "mx.fi.example", A1, ScriptedMx.builder().certificate(lax.issue("mx.fi.example")));
    TrustAnchors laxAnchors = TrustAnchors.of(List.of(lax.certificate()));
    TlsPolicy observed =
        row()
            .certificate(CertificateDemand.defaults().withAnchors(laxAnchors))
            .enforcement(Enforcement.always().withStage(Stage.OBSERVE))
            .build();
    assertThat(deliverUnder(observed).failure().map(Cause::code))
        .contains(CauseCode.CERTIFICATE_UNTRUSTED);
  }

  @Test
  void observedRowHidesNoEnforcedRowOfADomainAbove() throws IOException {
    String below = "sub.fi.example";
    scene.goodMx(below, A1);
    TlsPolicy above =
        row()
            .certificate(
                CertificateDemand.defaults().withIssuers(IssuerFilter.of(List.of("DigiCert"))))
            .build();
    Enforcement notYet = Enforcement.always().startingAt(Instant.parse("2090-01-01T00:00:00Z"));
    TlsPolicy own =
        TlsPolicy.builder(PolicyOrigin.partnerRow("partners.yaml:9")).enforcement(notYet).build();
    scene
        .client()
        .policies(
            PartnerTable.of(
                List.of(
                    new PartnerRow(Domain.of(FI), Coverage.DOMAIN_AND_SUBDOMAINS, above),
                    new PartnerRow(Domain.of(below), Coverage.DOMAIN, own))));
    RecipientOutcome outcome = scene.deliverTo("inbox@sub.fi.example");
    assertThat(outcome.failure().map(Cause::code))
        .contains(CauseCode.CERTIFICATE_ISSUER_NOT_APPROVED);
    PolicyEvidence decided = outcome.trace().policy().orElseThrow();
    assertThat(decided.origin()).hasToString("partners.yaml:3");
    assertThat(decided.stage()).isEqualTo(Stage.ENFORCE);
    assertThat(outcome.trace().attempts().get(0).observations())
        .singleElement()
        .satisfies(seen -> assertThat(seen.policy().stage()).isEqualTo(Stage.OBSERVE));
  }

  @Test
  void rowThatTheEngineCannotMeetIsOurOwnTrouble() throws IOException {
    scene.goodMx(FI, A1);
    CipherProfile unknownToTheJdk =
        CipherProfile.of("own", List.of(CipherSuite.of("ECDHE-RSA-CAMELLIA256-SHA384")));
    Enforcement failNow = Enforcement.always().withOnFailure(OnFailure.FAIL_NOW);
    RecipientOutcome outcome =
        deliverUnder(
            row()
                .channel(ChannelRequirement.of(TlsProtocol.TLS_1_2, unknownToTheJdk))
                .enforcement(failNow)
                .build());
    assertThat(outcome.conclusion()).isEqualTo(Conclusion.TRANSIENT);
    assertThat(outcome.status()).hasToString("4.3.5");
    assertThat(outcome.failure().orElseThrow().party()).isEqualTo(Party.OURS);
    assertThat(scene.network().dials()).isEmpty();
  }

  @Test
  void resetInTheHandshakeIsTroubleOfTheNetworkForFailNow() throws IOException {
    scene.mx(FI, 5, "mx.fi.example", A1, scene.host("mx.fi.example").fault(MxFault.STARTTLS_RESET));
    Enforcement failNow = Enforcement.always().withOnFailure(OnFailure.FAIL_NOW);
    RecipientOutcome outcome = deliverUnder(row().enforcement(failNow).build());
    assertThat(outcome.conclusion()).isEqualTo(Conclusion.TRANSIENT);
    assertThat(outcome.failure().orElseThrow().party()).isEqualTo(Party.NETWORK);
  }

  @Test
  void laxRowThatGoesFirstLeavesNothingForAStrictOne() throws IOException {
    ScriptedMx mx = scene.goodMx("one.example", A1);
    scene.dns().mx("two.example", 10, "mx.one.example");
    TlsPolicy strict =
        row()
            .certificate(
                CertificateDemand.defaults().withIssuers(IssuerFilter.of(List.of("DigiCert"))))
            .build();
    scene
        .client()
        .policies(
            domain ->
                domain.equals(Domain.of("two.example"))
                    ? PolicyAnswer.Found.of(strict)
                    : new PolicyAnswer.Absent());
    DeliveryReport report = scene.deliver("a@one.example", "b@two.example", "c@one.example");
    assertThat(report.outcomes())
        .extracting(RecipientOutcome::conclusion)
        .containsExactly(Conclusion.ACCEPTED, Conclusion.TRANSIENT, Conclusion.ACCEPTED);
    assertThat(mx.messages()).hasSize(1);
  }

  @Test
  void sourceThatThrowsTakesNoOtherOutcomeWithIt() throws IOException {
    scene.goodMx(FI, A1);
    scene
        .client()
        .policies(
            domain -> {
              if (domain.equals(Domain.of("two.example"))) {
                throw new IllegalStateException("a bug");
              }
              return new PolicyAnswer.Absent();
            });
    DeliveryReport report = scene.deliver("a@fi.example", "b@two.example", "c@fi.example");
    assertThat(report.outcomes())
        .extracting(RecipientOutcome::conclusion)
        .containsExactly(Conclusion.ACCEPTED, Conclusion.TRANSIENT, Conclusion.ACCEPTED);
    Cause cause = report.outcomes().get(1).failure().orElseThrow();
    assertThat(cause.code()).isEqualTo(CauseCode.CANCELLED);
    assertThat(cause.text()).contains("a bug");
  }

  @Test
  void unknownPolicyHoldsTheMailWithoutADial() throws IOException {
    scene.goodMx(FI, A1);
    scene.client().policies(domain -> new PolicyAnswer.Unavailable("partners.yaml is gone"));
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.status()).hasToString("4.7.0");
    assertThat(outcome.failure().map(Cause::code)).contains(CauseCode.POLICY_UNAVAILABLE);
    assertThat(scene.network().dials()).isEmpty();
    try (EnforcedTlsClient client = scene.client().build()) {
      assertThat(client.policyFor(Domain.of(FI))).isEmpty();
    }
  }

  @Test
  void certificateThatNamesTheRecipientDomainAuthenticatesTheHost() throws IOException {
    scene.mx(
        FI,
        10,
        "mx.fi.example",
        A1,
        ScriptedMx.builder()
            .certificate(
                scene.ca().certificate("mx.fi.example").dnsNames("mx.fi.example", FI).issue()));
    assertThat(scene.deliverTo(TO).trace().attempts().get(0).mxAuthentication())
        .isEqualTo(MxAuthentication.CERTIFICATE_NAMES_DOMAIN);
  }

  private RecipientOutcome deliverUnder(TlsPolicy policy) {
    scene.client().policies(domain -> PolicyAnswer.Found.of(policy));
    return scene.deliverTo(TO);
  }

  private static TlsPolicy.Builder row() {
    return TlsPolicy.builder(PolicyOrigin.partnerRow("partners.yaml:3")).domain(Domain.of(FI));
  }

  private static MxAdmission only(String host) {
    return MxAdmission.only(List.of(AdmittedMx.of(MxPattern.of(host))));
  }
}
