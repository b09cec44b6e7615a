package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.enforcedtls.address.Domain;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.dns.DnssecAnchors;
import org.enforcedtls.dns.DnssecPosture;
import org.enforcedtls.dns.DnssecState;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.ChecksMade;
import org.enforcedtls.outcome.HostDecision;
import org.enforcedtls.outcome.PolicyDecision;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.outcome.TlsEvidence;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.Enforcement;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.MxAuthentication;
import org.enforcedtls.policy.MxPattern;
import org.enforcedtls.policy.PolicyAnswer;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.PolicySource;
import org.enforcedtls.policy.SourceAnswer;
import org.enforcedtls.policy.Stage;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.dane.HostDane;
import org.enforcedtls.policy.mtasts.PolicyCache;
import org.enforcedtls.policy.partner.PartnerRow;
import org.enforcedtls.policy.partner.PartnerTable;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.dns.DnsBehaviour;
import org.enforcedtls.testkit.sts.PolicyHost;
import org.junit.jupiter.api.Test;

/** What a delivery would go by, told without one. */
class DecisionTest extends DaneScene {
  private static final String STS_HOST = "mta-sts.fi.example";

  @Test
  void domainOfWhichNothingIsKnownGoesByTheDefault() throws IOException {
    start(MX, A1, scene.ca().issue(MX));
    PolicyDecision decision = decision();
    assertThat(decision.isOpen()).isTrue();
    assertThat(decision.sources()).isEmpty();
    assertThat(decision.policy().orElseThrow().enforced())
        .extracting(TlsPolicy::origin)
        .extracting(PolicyOrigin::kind)
        .containsExactly(PolicyOrigin.Kind.DEFAULT);
    assertThat(decision.mxRecords()).isEqualTo(DnssecState.SECURE);
    HostDecision host = decision.hosts().get(0);
    assertThat(host.mxHost().name()).hasToString(MX);
    assertThat(host.mxAuthentication()).isEqualTo(MxAuthentication.DNSSEC);
    assertThat(host.addresses()).hasSize(1);
    assertThat(host.dane()).isInstanceOf(HostDane.NotApplicable.class);
    assertThat(host.demands().map(ChecksMade::reference)).contains(MX);
  }

  @Test
  void demandsAreThoseThatADeliveryMeasuresBy() throws IOException {
    TestCertificate own = selfSigned(MX);
    start(MX, A1, own);
    scene.dns().tlsa(MX, ee(own));
    ChecksMade foretold = decision().hosts().get(0).demands().orElseThrow();
    ChecksMade made = last(scene.deliverTo(TO)).tls().flatMap(TlsEvidence::checks).orElseThrow();
    assertThat(foretold.certificates()).isEqualTo(made.certificates());
    assertThat(foretold.channel()).isEqualTo(made.channel());
    assertThat(foretold.certificates().get(0)).contains("3 1 1");
  }

  @Test
  void eachSourceIsToldWithWhatItSaid() throws IOException {
    start(MX, A1, scene.ca().issue(MX));
    try (PolicyHost policyHost = published(PolicyHost.enforcing("*.fi.example"))) {
      scene
          .client()
          .policies(
              PartnerTable.of(
                  List.of(
                      new PartnerRow(
                          Domain.of(FI), PartnerRow.Coverage.DOMAIN, row("*.fi.example")))));
      PolicyDecision decision = decision();
      assertThat(decision.sources())
          .extracting(SourceAnswer::source)
          .containsExactly("partner table", "mta-sts");
      assertThat(decision.policy().orElseThrow().enforced())
          .extracting(policy -> policy.origin().kind())
          .containsExactly(PolicyOrigin.Kind.PARTNER_ROW, PolicyOrigin.Kind.MTA_STS);
      assertThat(decision.hosts().get(0).mxAuthentication()).isEqualTo(MxAuthentication.ROW);
      assertThat(policyHost.requests()).hasSize(1);
    }
  }

  @Test
  void sourceThatCannotTellClosesTheDomainAndTheOthersAreToldNevertheless() throws IOException {
    start(MX, A1, scene.ca().issue(MX));
    scene
        .client()
        .policies(
            PolicySource.join(
                domain -> new PolicyAnswer.Unavailable("the disk is gone"),
                domain -> PolicyAnswer.Found.of(row("*.fi.example"))));
    PolicyDecision decision = decision();
    assertThat(decision.isOpen()).isFalse();
    assertThat(decision.policy()).isEmpty();
    assertThat(decision.obstacles())
        .extracting(Cause::code)
        .containsExactly(CauseCode.POLICY_UNAVAILABLE);
    assertThat(decision.sources())
        .extracting(SourceAnswer::answer)
        .satisfiesExactly(
            first -> assertThat(first).isInstanceOf(PolicyAnswer.Unavailable.class),
            second -> assertThat(second).isInstanceOf(PolicyAnswer.Found.class));
  }

  @Test
  void everyHostIsLookedAtAndTheObstaclesAreThoseOfADelivery() throws IOException {
    start(MX, A1, scene.ca().issue(MX));
    scene.mx(FI, 20, MX2, A2, scene.host(MX2));
    scene.mx(FI, 30, "mx.evil.example", "192.0.2.3", scene.host("mx.evil.example"));
    scene
        .dns()
        .tlsa(MX, ee(selfSigned(MX)))
        .behave("_25._tcp." + MX, "TLSA", DnsBehaviour.SERVFAIL);
    scene.dns().remove(MX2, "A").address(MX2, "10.0.0.1");
    row(row("*.fi.example"));
    PolicyDecision decision = decision();
    assertThat(decision.isOpen()).isFalse();
    assertThat(decision.hosts().stream().map(host -> host.obstacles().get(0).code()))
        .containsExactly(
            CauseCode.TLSA_UNAVAILABLE, CauseCode.ADDRESS_REFUSED, CauseCode.MX_NOT_IN_POLICY);
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.trace().attempts().stream().map(attempt -> attempt.causes().get(0)))
        .isEqualTo(decision.hosts().stream().map(host -> host.obstacles().get(0)).toList());
  }

  @Test
  void domainWithoutRouteSaysWhy() throws IOException {
    scene.dns().nullMx(FI);
    PolicyDecision decision = decision();
    assertThat(decision.isOpen()).isFalse();
    assertThat(decision.hosts()).isEmpty();
    assertThat(decision.mxRecords()).isEqualTo(DnssecState.UNCHECKED);
    assertThat(decision.obstacles()).extracting(Cause::code).containsExactly(CauseCode.NULL_MX);
  }

  @Test
  void observedPolicySaysWhatItWouldRefuse() throws IOException {
    start(MX, A1, scene.ca().issue(MX));
    TlsPolicy observed =
        row("elsewhere.example").toBuilder()
            .enforcement(Enforcement.always().withStage(Stage.OBSERVE))
            .build();
    row(observed);
    HostDecision host = decision().hosts().get(0);
    assertThat(host.isOpen()).isTrue();
    assertThat(host.observations())
        .singleElement()
        .satisfies(
            observation ->
                assertThat(observation.causes())
                    .extracting(Cause::code)
                    .containsExactly(CauseCode.MX_NOT_IN_POLICY));
  }

  @Test
  void noMoreHostsAreLookedAtThanADeliveryWouldTry() throws IOException {
    scene.client().maxMxHosts(2);
    for (int i = 1; i <= 4; i++) {
      String name = "mx" + i + ".fi.example";
      scene.dns().mx(FI, i, name).address(name, "192.0.2." + i);
    }
    assertThat(decision().hosts()).hasSize(2);
    assertThat(scene.dns().countOf("mx3.fi.example", "A")).isZero();
  }

  @Test
  void whatIsRememberedTakesNoNetwork() throws IOException {
    TestCertificate own = selfSigned(MX);
    start(MX, A1, own);
    scene.dns().tlsa(MX, ee(own));
    try (PolicyHost policyHost = published(PolicyHost.enforcing("*.fi.example"));
        EnforcedTlsClient client = remembering()) {
      PolicyDecision first = client.decisionFor(Domain.of(FI));
      int queries = scene.dns().queries().size();
      PolicyDecision second = client.decisionFor(Domain.of(FI));
      assertThat(first.isOpen()).isTrue();
      assertThat(second.hosts().get(0).dane()).isEqualTo(first.hosts().get(0).dane());
      assertThat(scene.dns().queries()).hasSize(queries);
      assertThat(policyHost.requests()).hasSize(1);
    }
  }

  private EnforcedTlsClient remembering() throws IOException {
    return scene
        .client()
        .dnsClient(
            DnsClient.builder()
                .resolvers(List.of(scene.dns().socketAddress()))
                .dnssec(
                    DnssecPosture.validating(
                        DnssecAnchors.parse("test", scene.dns().trustAnchor())))
                .build())
        .build();
  }

  private PolicyHost published(String policy) {
    scene.dns().txt("_mta-sts.fi.example", "v=STSv1; id=1;").address(STS_HOST, "192.0.2.9");
    PolicyHost policyHost = PolicyHost.start(scene.ca().issue(STS_HOST), policy);
    scene.network().server("192.0.2.9", 443, policyHost.address());
    scene.client().mtaSts(PolicyCache.inMemory());
    return policyHost;
  }

  private static TlsPolicy row(String pattern) {
    return TlsPolicy.builder(PolicyOrigin.partnerRow("partners.yaml:3"))
        .domain(Domain.of(FI))
        .mxAdmission(MxAdmission.only(List.of(AdmittedMx.of(MxPattern.of(pattern)))))
        .build();
  }

  private PolicyDecision decision() {
    try (EnforcedTlsClient client = scene.client().build()) {
      return client.decisionFor(Domain.of(FI));
    }
  }
}
