package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.enforcedtls.dns.DnssecPosture;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.Cause;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.outcome.TlsEvidence;
import org.enforcedtls.policy.MxAuthentication;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.dns.DnsBehaviour;
import org.enforcedtls.testkit.dns.Tlsa;
import org.enforcedtls.testkit.dns.ZoneSigning;
import org.enforcedtls.testkit.mx.MxFault;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DANE for SMTP (RFC 7672), through whole deliveries with signed zones. */
class DaneDeliveryTest extends DaneScene {
  @Test
  void selfSignedCertificateThatIsAnnouncedIsEnough() throws IOException {
    TestCertificate own = selfSigned(MX);
    start(MX, A1, own);
    scene.dns().tlsa(MX, ee(own));

    RecipientOutcome outcome = scene.deliverTo(TO);

    assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
    Attempt attempt = last(outcome);
    assertThat(attempt.mxAuthentication()).isEqualTo(MxAuthentication.DNSSEC);
    assertThat(attempt.warnings()).isEmpty();
    assertThat(attempt.tls().flatMap(TlsEvidence::tlsa))
        .hasValueSatisfying(tlsa -> assertThat(tlsa).startsWith("3 1 1 "));
    assertThat(attempt.tls().flatMap(TlsEvidence::anchor)).isEmpty();
    assertThat(attempt.evidence().facts())
        .containsKey("tls.tlsa")
        .containsEntry("mxAuthenticatedBy", "dnssec");
  }

  @Test
  void resolverThatIsTrustedWillDo() throws IOException {
    use(DnssecPosture.trustingLoopbackResolvers());
    TestCertificate own = selfSigned(MX);
    start(MX, A1, own);
    scene.dns().tlsa(MX, ee(own));
    assertThat(scene.deliverTo(TO).isAccepted()).isTrue();
  }

  @Test
  void certificateOfAnApprovedCaDoesNotSaveWhatIsNotAnnounced() throws IOException {
    start(MX, A1, scene.ca().issue(MX));
    scene.dns().tlsa(MX, ee(selfSigned(MX)));
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertHeld(outcome, CauseCode.TLSA_MISMATCH);
    assertThat(outcome.status()).hasToString("4.7.5");
  }

  @Test
  void nextHostIsTriedAfterAMismatch() throws IOException {
    start(MX, A1, scene.ca().issue(MX));
    TestCertificate own = selfSigned(MX2);
    scene.mx(FI, 20, MX2, A2, scene.host(MX2).certificate(own));
    scene.dns().tlsa(MX, ee(own)).tlsa(MX2, ee(own));
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.isAccepted()).isTrue();
    assertThat(outcome.trace().attempts()).hasSize(2);
  }

  @Test
  void oneOfTwoRecordsIsEnoughWhileAKeyIsChanged() throws IOException {
    TestCertificate own = selfSigned(MX);
    start(MX, A1, own);
    scene.dns().tlsa(MX, ee(selfSigned(MX))).tlsa(MX, ee(own));
    assertThat(scene.deliverTo(TO).isAccepted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {MX, FI})
  void daneTaNeedsAPathAndTheNameOfHostOrDomain(String name) throws IOException {
    TestCa authority = TestCa.create("Own CA");
    TestCertificate issued = authority.issue(name);
    start(MX, A1, issued.presenting(issued.certificate(), authority.certificate()));
    scene.dns().tlsa(MX, Tlsa.daneTa(authority.certificate()));
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
    assertThat(last(outcome).tls().flatMap(TlsEvidence::matchedName)).isPresent();
  }

  @Test
  void daneTaRefusesAnotherNameAndAPastDate() throws IOException {
    TestCa authority = TestCa.create("Own CA");
    TestCertificate misnamed = authority.issue("elsewhere.example");
    TestCertificate expired = authority.certificate(MX2).expired().issue();
    start(MX, A1, misnamed.presenting(misnamed.certificate(), authority.certificate()));
    start(MX2, A2, expired.presenting(expired.certificate(), authority.certificate()));
    scene
        .dns()
        .tlsa(MX, Tlsa.daneTa(authority.certificate()))
        .tlsa(MX2, Tlsa.daneTa(authority.certificate()));
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.trace().attempts().stream().map(a -> a.causes().get(0).code()))
        .containsExactlyInAnyOrder(
            CauseCode.CERTIFICATE_NAME_MISMATCH, CauseCode.CERTIFICATE_EXPIRED);
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVFAIL", "REFUSED", "MALFORMED"})
  void hostWhoseTlsaCannotBeLookedUpIsLeftAlone(DnsBehaviour behaviour) throws IOException {
    ScriptedMx mx = start(MX, A1, scene.ca().issue(MX));
    scene.dns().behave("_25._tcp." + MX, "TLSA", behaviour);
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertHeld(outcome, CauseCode.TLSA_UNAVAILABLE);
    assertThat(outcome.status()).hasToString("4.4.3");
    assertThat(mx.connections()).isEmpty();
  }

  @Test
  void bogusDenialOfTlsaLeavesTheHostAloneAndTheNextIsTried() throws IOException {
    ScriptedMx mx = start(MX, A1, scene.ca().issue(MX));
    scene.mx(FI, 20, MX2, A2, scene.host(MX2));
    scene.dns().tlsa(MX, ee(selfSigned(MX))).behave("_25._tcp." + MX, "TLSA", DnsBehaviour.NODATA);
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.isAccepted()).isTrue();
    assertThat(outcome.trace().attempts().get(0).causes().get(0).code())
        .isEqualTo(CauseCode.DNS_BOGUS);
    assertThat(mx.connections()).isEmpty();
  }

  @Test
  void bogusMxRecordsHoldTheMail() throws IOException {
    scene.dns().zone(FI, ZoneSigning.BROKEN_SIGNATURES);
    start(MX, A1, scene.ca().issue(MX));
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertHeld(outcome, CauseCode.DNS_BOGUS);
    assertThat(outcome.failure().map(Cause::evidence))
        .hasValueSatisfying(evidence -> assertThat(evidence).containsEntry("extendedError", "6"));
  }

  @Test
  void provedAbsenceLeavesTheDefaultInForce() throws IOException {
    start(MX, A1, selfSigned(MX));
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertHeld(outcome, CauseCode.CERTIFICATE_UNTRUSTED);
    assertThat(last(outcome).mxAuthentication()).isEqualTo(MxAuthentication.DNSSEC);
  }

  @Test
  void unusableRecordsLeaveTheDefaultInForce() throws IOException {
    TestCertificate own = selfSigned(MX);
    start(MX, A1, own);
    scene.mx(FI, 20, MX2, A2, scene.host(MX2));
    scene.dns().tlsa(MX, ee(own).replaceFirst("3", "1")).tlsa(MX2, ee(own).replaceFirst("3", "0"));
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.isAccepted()).isTrue();
    assertThat(outcome.trace().attempts().get(0).causes().get(0).code())
        .isEqualTo(CauseCode.CERTIFICATE_UNTRUSTED);
  }

  @Test
  void unusableRecordBesideAUsableOneDoesNotWeakenIt() throws IOException {
    start(MX, A1, scene.ca().issue(MX));
    scene.dns().tlsa(MX, ee(selfSigned(MX))).tlsa(MX, "1 1 1 " + "00".repeat(32));
    assertHeld(scene.deliverTo(TO), CauseCode.TLSA_MISMATCH);
  }

  @Test
  void unusableRecordsDoNotLetMailLeaveInClear() throws IOException {
    scene.mx(FI, 10, MX, A1, scene.host(MX).fault(MxFault.NO_STARTTLS));
    scene.dns().tlsa(MX, ee(selfSigned(MX)).replaceFirst("3", "1"));
    assertHeld(scene.deliverTo(TO), CauseCode.STARTTLS_NOT_OFFERED);
  }

  @Test
  void recordsOutOfAnUnsignedZoneAreNotLookedUp() throws IOException {
    scene.dns().zone(FI, ZoneSigning.UNSIGNED);
    start(MX, A1, scene.ca().issue(MX));
    scene.dns().tlsa(MX, ee(selfSigned(MX)));
    RecipientOutcome outcome = scene.deliverTo(TO);
    assertThat(outcome.isAccepted()).isTrue();
    assertThat(scene.dns().countOf("_25._tcp." + MX, "TLSA")).isZero();
    assertThat(last(outcome).mxAuthentication()).isEqualTo(MxAuthentication.NOTHING);
    assertThat(last(outcome).warnings()).hasSize(1);
  }

  @Test
  void unsignedAddressesOfAnMxHostAreNoGroundForDane() throws IOException {
    String host = "mx.plain.example";
    scene.dns().zone("plain.example", ZoneSigning.UNSIGNED);
    scene.mx(FI, 10, host, A1, scene.host(host));
    scene.dns().tlsa(host, ee(selfSigned(host)));
    assertThat(scene.deliverTo(TO).isAccepted()).isTrue();
  }

  @Test
  void starttlsThatIsStrippedHoldsTheMail() throws IOException {
    TestCertificate own = selfSigned(MX);
    scene.mx(FI, 10, MX, A1, scene.host(MX).certificate(own).fault(MxFault.NO_STARTTLS));
    scene.dns().tlsa(MX, ee(own));
    assertHeld(scene.deliverTo(TO), CauseCode.STARTTLS_NOT_OFFERED);
  }

  @Test
  void domainWithoutMxRecordsIsItsOwnHost() throws IOException {
    TestCertificate own = selfSigned(FI);
    ScriptedMx mx = scene.host(FI).certificate(own).start();
    try (mx) {
      scene.network().host(A1, mx);
      scene.dns().address(FI, A1).tlsa(FI, ee(own));
      RecipientOutcome outcome = scene.deliverTo(TO);
      assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
    }
  }

  @Test
  void recordsOfWhatTheHostNameStandsForComeFirstAndAreTheSni() throws IOException {
    String hoster = "mx.hoster.example";
    TestCertificate own = selfSigned(hoster);
    ScriptedMx mx = scene.host(hoster).certificate(own).start();
    try (mx) {
      scene.dns().zone("hoster.example", ZoneSigning.SIGNED_WITH_NSEC3);
      scene.network().host(A1, mx);
      scene.dns().mx(FI, 10, MX).cname(MX, hoster).address(hoster, A1).tlsa(hoster, ee(own));
      scene.dns().tlsa(MX, ee(selfSigned(MX)));
      RecipientOutcome outcome = scene.deliverTo(TO);
      assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
      assertThat(mx.connections().get(0).tls().orElseThrow().serverNames()).contains(hoster);

      scene.dns().remove("_25._tcp." + hoster, "TLSA");
      assertHeld(scene.deliverTo(TO), CauseCode.TLSA_MISMATCH);
      scene.dns().remove("_25._tcp." + MX, "TLSA").tlsa(MX, ee(own));
      assertThat(scene.deliverTo(TO).isAccepted()).isTrue();
      assertThat(mx.connections().get(2).tls().orElseThrow().serverNames()).contains(MX);

      scene.dns().behave("_25._tcp." + hoster, "TLSA", DnsBehaviour.SERVFAIL);
      assertHeld(scene.deliverTo(TO), CauseCode.TLSA_UNAVAILABLE);
    }
  }
}
