package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.enforcedtls.outcome.Attempt;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.outcome.TlsEvidence;
import org.enforcedtls.policy.AdmittedMx;
import org.enforcedtls.policy.MxAdmission;
import org.enforcedtls.policy.MxAuthentication;
import org.enforcedtls.policy.MxPattern;
import org.enforcedtls.policy.PolicyOrigin;
import org.enforcedtls.policy.TlsPolicy;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.dns.DnsBehaviour;
import org.enforcedtls.testkit.dns.Tlsa;
import org.enforcedtls.testkit.dns.ZoneSigning;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A recipient domain without signatures, whose MX host is in a signed zone (RFC 7672 §2.2.1). */
class DaneInsecureMxTest extends DaneScene {
  private static final String PLAIN = "plain.example";
  private static final String TO_PLAIN = "inbox@plain.example";

  @BeforeEach
  void leaveTheRecipientDomainUnsigned() {
    scene.dns().zone(PLAIN, ZoneSigning.UNSIGNED);
  }

  private ScriptedMx host(TestCertificate certificate) throws IOException {
    return scene.mx(PLAIN, 10, MX, A1, scene.host(MX).certificate(certificate));
  }

  @Test
  void tlsaRecordsAuthenticateTheHostAndNothingItsName() throws IOException {
    TestCertificate own = selfSigned(MX);
    host(own);
    scene.dns().tlsa(MX, ee(own));

    RecipientOutcome outcome = scene.deliverTo(TO_PLAIN);

    assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
    Attempt attempt = last(outcome);
    assertThat(attempt.tls().flatMap(TlsEvidence::tlsa)).isPresent();
    assertThat(attempt.mxAuthentication()).isEqualTo(MxAuthentication.NOTHING);
    assertThat(attempt.warnings()).hasSize(1);
  }

  @Test
  void certificateOfAnApprovedCaDoesNotSaveWhatIsNotAnnounced() throws IOException {
    host(scene.ca().issue(MX));
    scene.dns().tlsa(MX, ee(selfSigned(MX)));
    assertHeld(scene.deliverTo(TO_PLAIN), CauseCode.TLSA_MISMATCH);
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVFAIL", "REFUSED", "NODATA"})
  void hostWhoseTlsaCannotBeLookedUpIsLeftAlone(DnsBehaviour behaviour) throws IOException {
    ScriptedMx mx = host(scene.ca().issue(MX));
    scene.dns().tlsa(MX, ee(selfSigned(MX))).behave("_25._tcp." + MX, "TLSA", behaviour);
    assertHeld(
        scene.deliverTo(TO_PLAIN),
        behaviour == DnsBehaviour.NODATA ? CauseCode.DNS_BOGUS : CauseCode.TLSA_UNAVAILABLE);
    assertThat(mx.connections()).isEmpty();
  }

  @Test
  void tlsaIsAskedForOnlyOnceTheAddressesAreKnownToBeSecure() throws IOException {
    host(scene.ca().issue(MX));
    scene.mx(PLAIN, 5, "mx.plain.example", A2, scene.host("elsewhere.example"));
    assertThat(scene.deliverTo(TO_PLAIN).isAccepted()).isTrue();
    assertThat(scene.dns().countOf("_25._tcp.mx.plain.example", "TLSA")).isZero();
    assertThat(scene.dns().countOf("_25._tcp." + MX, "TLSA")).isEqualTo(1);
  }

  /** Whoever forges the MX records has a signed zone, and puts any name into his certificate. */
  @Test
  void nameThatOnlyTlsaRecordsVouchForDoesNotProveThatTheDomainWantsTheHost() throws IOException {
    TestCertificate own = scene.ca().certificate(MX).dnsNames(MX, PLAIN).selfSigned().issue();
    host(own);
    scene.dns().tlsa(MX, ee(own));
    RecipientOutcome outcome = scene.deliverTo(TO_PLAIN);
    assertThat(outcome.isAccepted()).isTrue();
    assertThat(last(outcome).mxAuthentication()).isEqualTo(MxAuthentication.NOTHING);
  }

  @Test
  void nameThatAnApprovedCaVouchesForDoesBesideTlsaRecordsThatDoNotCount() throws IOException {
    TestCertificate named = scene.ca().certificate(MX).dnsNames(MX, PLAIN).issue();
    host(named);
    scene.dns().tlsa(MX, ee(named).replaceFirst("3", "1"));
    assertThat(last(scene.deliverTo(TO_PLAIN)).mxAuthentication())
        .isEqualTo(MxAuthentication.CERTIFICATE_NAMES_DOMAIN);
  }

  /** RFC 7672 §3.2.2: as the domain did not provably name the host, it does not lend its name. */
  @Test
  void recipientDomainIsNoNameBelowAnAnchor() throws IOException {
    TestCa authority = TestCa.create("Own CA");
    TestCertificate issued = authority.issue(PLAIN);
    host(issued.presenting(issued.certificate(), authority.certificate()));
    scene.dns().tlsa(MX, Tlsa.daneTa(authority.certificate()));
    assertHeld(scene.deliverTo(TO_PLAIN), CauseCode.CERTIFICATE_NAME_MISMATCH);
  }

  @Test
  void mtaStsStillSaysWhichHostsAreAdmitted() throws IOException {
    TestCertificate own = selfSigned(MX);
    host(own);
    scene.dns().tlsa(MX, ee(own));
    row(mtaSts("mx.other.example"));
    assertHeld(scene.deliverTo(TO_PLAIN), CauseCode.MX_NOT_IN_POLICY);
    row(mtaSts(MX));
    RecipientOutcome outcome = scene.deliverTo(TO_PLAIN);
    assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
    assertThat(last(outcome).mxAuthentication()).isEqualTo(MxAuthentication.MTA_STS);
  }

  private static TlsPolicy mtaSts(String host) {
    return TlsPolicy.builder(new PolicyOrigin(PolicyOrigin.Kind.MTA_STS, "mta-sts"))
        .mxAdmission(MxAdmission.only(List.of(AdmittedMx.of(MxPattern.of(host)))))
        .build();
  }
}
