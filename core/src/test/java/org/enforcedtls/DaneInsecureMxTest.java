package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.policy.MxAuthentication;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.dns.DnsBehaviour;
import org.enforcedtls.testkit.dns.ZoneSigning;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A recipient domain without signatures, whose MX host is in a signed zone (RFC 7672 §2.2.1). */
class DaneInsecureMxTest extends DaneScene {
  private static final String PLAIN = "plain.example";
  private static final String TO_PLAIN = "inbox@plain.example";

  @BeforeEach
  void leaveTheRecipientDomainUnsigned() {
    scene.dns().zone(PLAIN, ZoneSigning.UNSIGNED);
  }

  private void host(TestCertificate certificate) throws IOException {
    scene.mx(PLAIN, 10, MX, A1, scene.host(MX).certificate(certificate));
  }

  /** Whoever forges the MX records has a signed zone, and whatever certificate he likes. */
  @Test
  void tlsaRecordsGetNobodyRoundTheApprovedCas() throws IOException {
    TestCertificate own = scene.ca().certificate(MX).dnsNames(MX, PLAIN).selfSigned().issue();
    host(own);
    scene.dns().tlsa(MX, ee(own));
    assertHeld(scene.deliverTo(TO_PLAIN), CauseCode.CERTIFICATE_UNTRUSTED);
  }

  @Test
  void tlsaRecordsAreNotLookedUp() throws IOException {
    host(scene.ca().issue(MX));
    scene
        .dns()
        .tlsa(MX, ee(selfSigned(MX)))
        .behave("_25._tcp." + MX, "TLSA", DnsBehaviour.SERVFAIL);
    RecipientOutcome outcome = scene.deliverTo(TO_PLAIN);
    assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
    assertThat(last(outcome).mxAuthentication()).isEqualTo(MxAuthentication.NOTHING);
    assertThat(last(outcome).warnings()).hasSize(1);
    assertThat(scene.dns().countOf("_25._tcp." + MX, "TLSA")).isZero();
  }

  @Test
  void certificateOfAnApprovedCaThatNamesTheDomainProvesTheHost() throws IOException {
    host(scene.ca().certificate(MX).dnsNames(MX, PLAIN).issue());
    assertThat(last(scene.deliverTo(TO_PLAIN)).mxAuthentication())
        .isEqualTo(MxAuthentication.CERTIFICATE_NAMES_DOMAIN);
  }
}
