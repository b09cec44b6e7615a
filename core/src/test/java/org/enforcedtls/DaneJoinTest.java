package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.enforcedtls.dns.DnsClient;
import org.enforcedtls.dns.DnssecAnchors;
import org.enforcedtls.dns.DnssecPosture;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.MxAuthentication;
import org.enforcedtls.policy.MxPattern;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.policy.dane.DaneUse;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.dns.DnsBehaviour;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.enforcedtls.tls.ChannelRequirement;
import org.junit.jupiter.api.Test;

/** DANE beside the policies of the recipient domain, and what a client needs for it. */
class DaneJoinTest extends DaneScene {
  @Test
  void rowHoldsBesideDane() throws IOException {
    TestCertificate own = selfSigned(MX);
    start(MX, A1, own);
    scene.dns().tlsa(MX, ee(own));
    row(TlsPolicy.builder(PolicyOrigin.partnerRow("partners.yaml:3")).build());
    assertHeld(scene.deliverTo(TO), CauseCode.CERTIFICATE_UNTRUSTED);
  }

  @Test
  void daneHoldsBesideARow() throws IOException {
    start(MX, A1, scene.ca().issue(MX));
    scene.dns().tlsa(MX, ee(selfSigned(MX)));
    row(
        TlsPolicy.builder(PolicyOrigin.partnerRow("partners.yaml:3"))
            .mxAdmission(MxAdmission.only(List.of(AdmittedMx.of(MxPattern.of(MX)))))
            .build());
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertHeld(outcome, CauseCode.TLSA_MISMATCH);
    assertThat(last(outcome).mxAuthentication()).isEqualTo(MxAuthentication.ROW);
  }

  @Test
  void floorOfTheProtocolHoldsBesideDane() throws IOException {
    TestCertificate own = selfSigned(MX);
    scene.mx(FI, 10, MX, A1, scene.host(MX).certificate(own).tlsProtocols("TLSv1.2"));
    scene.dns().tlsa(MX, ee(own));
    assertThat(scene.deliverTo(TO).isAccepted()).isTrue();
    row(
        TlsPolicy.builder(new PolicyOrigin(PolicyOrigin.Kind.MTA_STS, "mta-sts"))
            .channel(ChannelRequirement.modern())
            .build());
    assertHeld(scene.deliverTo(TO), CauseCode.TLS_HANDSHAKE_FAILED);
  }

  @Test
  void mtaStsGivesWayToDaneAndDoesNotRescueIt() throws IOException {
    TestCertificate own = selfSigned(MX);
    start(MX, A1, own);
    scene.mx(FI, 20, MX2, A2, scene.host(MX2));
    scene.dns().tlsa(MX, ee(own)).tlsa(MX2, ee(own));
    row(TlsPolicy.builder(new PolicyOrigin(PolicyOrigin.Kind.MTA_STS, "mta-sts")).build());
    assertThat(scene.deliverTo(TO).isAccepted()).isTrue();

    scene.dns().remove("_25._tcp." + MX, "TLSA").tlsa(MX, ee(selfSigned(MX)));
    assertHeld(scene.deliverTo(TO), CauseCode.TLSA_MISMATCH);
  }

  @Test
  void mtaStsDemandsItsOwnWhereDaneDoesNotApply() throws IOException {
    start(MX, A1, selfSigned(MX));
    row(TlsPolicy.builder(new PolicyOrigin(PolicyOrigin.Kind.MTA_STS, "mta-sts")).build());
    assertHeld(scene.deliverTo(TO), CauseCode.CERTIFICATE_UNTRUSTED);
  }

  @Test
  void connectionAndTlsSessionAreNotKeptBeyondAChangeOfRecords() throws IOException {
    TestCertificate own = selfSigned(MX);
    ScriptedMx mx = start(MX, A1, own);
    scene.dns().tlsa(MX, ee(own));
    try (EnforcedTlsClient client = scene.client().build()) {
      assertThat(Scene.deliverTo(client, TO).isAccepted()).isTrue();
      assertThat(last(Scene.deliverTo(client, TO)).isOnReusedConnection()).isTrue();
      scene.dns().remove("_25._tcp." + MX, "TLSA").tlsa(MX, ee(selfSigned(MX)));
      assertHeld(Scene.deliverTo(client, TO), CauseCode.TLSA_MISMATCH);
    }
    assertThat(mx.messages()).hasSize(2);
  }

  @Test
  void tlsaIsAskedForBesideTheAddresses() throws IOException {
    TestCertificate own = selfSigned(MX);
    start(MX, A1, own);
    scene.dns().tlsa(MX, ee(own)).behave(MX, "AAAA", DnsBehaviour.TIMEOUT);
    scene
        .client()
        .dnsClient(
            DnsClient.builder()
                .resolvers(List.of(scene.dns().socketAddress()))
                .rounds(1)
                .queryTimeout(Duration.ofSeconds(1))
                .dnssec(
                    DnssecPosture.validating(
                        DnssecAnchors.parse("test", scene.dns().trustAnchor())))
                .build());
    assertThat(scene.deliverTo(TO).isAccepted()).isTrue();
    List<String> asked =
        scene.dns().queries().stream().map(query -> query.type() + " " + query.name()).toList();
    assertThat(asked.stream().filter(query -> query.startsWith("TLSA"))).hasSize(1);
    assertThat(asked.indexOf("TLSA _25._tcp." + MX)).isLessThan(asked.indexOf("A " + MX) + 2);
  }

  @Test
  void daneWithoutDnssecIsRefusedWithWhatToConfigure() {
    EnforcedTlsClientBuilder builder =
        EnforcedTlsClient.builder("mail.bank.example").dane(DaneUse.WHERE_PUBLISHED);
    assertThatIllegalStateException()
        .isThrownBy(builder::build)
        .withMessageStartingWith("dane: expected a DNS client that checks DNSSEC")
        .withMessageContaining("DnssecPosture.validating(DnssecAnchors.iana())");
  }

  @Test
  void daneIsOffUnlessAskedFor() throws IOException {
    start(MX, A1, scene.ca().issue(MX));
    scene.dns().tlsa(MX, ee(selfSigned(MX)));
    scene.client().dane(DaneUse.OFF);
    assertThat(scene.deliverTo(TO).isAccepted()).isTrue();
  }
}
