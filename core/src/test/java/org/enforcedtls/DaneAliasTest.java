package org.enforcedtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.enforcedtls.outcome.CauseCode;
import org.enforcedtls.outcome.RecipientOutcome;
import org.enforcedtls.testkit.ca.TestCa;
import org.enforcedtls.testkit.ca.TestCertificate;
import org.enforcedtls.testkit.dns.DnsBehaviour;
import org.enforcedtls.testkit.dns.Tlsa;
import org.enforcedtls.testkit.dns.ZoneSigning;
import org.enforcedtls.testkit.mx.ScriptedMx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MX hosts and recipient domains that are CNAMEs, into signed zones and out of them. */
class DaneAliasTest extends DaneScene {
  private static final String OUTSIDE = "mx.plain.example";
  private static final String CANONICAL = "mail.fi.example";

  private final TestCertificate own = selfSigned(MX);
  private ScriptedMx mx;

  @BeforeEach
  void startHost() throws IOException {
    scene.dns().zone("plain.example", ZoneSigning.UNSIGNED);
    present(own);
  }

  @AfterEach
  void stopHost() {
    mx.close();
  }

  private void present(TestCertificate certificate) throws IOException {
    if (mx != null) {
      mx.close();
    }
    mx = scene.host(MX).certificate(certificate).start();
    scene.network().host(A1, mx);
  }

  private void aliasOutOfTheSignedZone() {
    scene.dns().mx(FI, 10, MX).cname(MX, OUTSIDE).address(OUTSIDE, A1);
  }

  private RecipientOutcome assertAccepted(String recipient) {
    RecipientOutcome outcome = scene.deliverTo(recipient);
    assertThat(outcome.isAccepted()).as("%s", outcome).isTrue();
    return outcome;
  }

  @Test
  void aliasOutOfTheSignedZoneIsItsOwnTlsaBaseDomain() {
    aliasOutOfTheSignedZone();
    scene.dns().tlsa(MX, ee(own)).tlsa(OUTSIDE, ee(selfSigned(OUTSIDE)));
    assertAccepted(TO);
    assertThat(mx.connections().get(0).tls().orElseThrow().serverNames()).contains(MX);
    assertThat(scene.dns().countOf("_25._tcp." + OUTSIDE, "TLSA")).isZero();
  }

  @Test
  void mismatchAtSuchAnAliasHoldsTheMail() {
    aliasOutOfTheSignedZone();
    scene.dns().tlsa(MX, ee(selfSigned(MX)));
    assertHeld(scene.deliverTo(TO), CauseCode.TLSA_MISMATCH);
  }

  @Test
  void suchAnAliasWithoutRecordsLeavesTheDefaultInForce() {
    aliasOutOfTheSignedZone();
    assertHeld(scene.deliverTo(TO), CauseCode.CERTIFICATE_UNTRUSTED);
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVFAIL", "REFUSED"})
  void hostOfWhichNobodyCanTellWhetherItIsASecureAliasIsLeftAlone(DnsBehaviour behaviour) {
    aliasOutOfTheSignedZone();
    scene.dns().behave(MX, "CNAME", behaviour);
    assertHeld(scene.deliverTo(TO), CauseCode.TLSA_UNAVAILABLE);
    assertThat(mx.connections()).isEmpty();
  }

  /** Some servers of unsigned zones cannot answer for TLSA: nobody waits for them. */
  @Test
  void aliasInAnUnsignedZoneIsNotLookedUp() throws IOException {
    present(scene.ca().issue("alias.plain.example"));
    scene
        .dns()
        .mx("plain.example", 10, "alias.plain.example")
        .cname("alias.plain.example", MX)
        .address(MX, A1)
        .behave("_25._tcp.alias.plain.example", "TLSA", DnsBehaviour.SERVFAIL);
    assertAccepted("inbox@plain.example");
    assertThat(scene.dns().countOf("_25._tcp.alias.plain.example", "TLSA")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {FI, CANONICAL, MX})
  void recipientDomainMayBeNamedBelowAnAnchorBeforeAndBehindItsAlias(String name)
      throws IOException {
    TestCa authority = TestCa.create("Own CA");
    TestCertificate issued = authority.issue(name);
    present(issued.presenting(issued.certificate(), authority.certificate()));
    scene
        .dns()
        .cname(FI, CANONICAL)
        .mx(CANONICAL, 10, MX)
        .address(MX, A1)
        .tlsa(MX, Tlsa.daneTa(authority.certificate()));
    assertAccepted(TO);
  }

  @Test
  void otherNameOfTheSameZoneIsNone() throws IOException {
    TestCa authority = TestCa.create("Own CA");
    TestCertificate issued = authority.issue("other.fi.example");
    present(issued.presenting(issued.certificate(), authority.certificate()));
    scene
        .dns()
        .cname(FI, CANONICAL)
        .mx(CANONICAL, 10, MX)
        .address(MX, A1)
        .tlsa(MX, Tlsa.daneTa(authority.certificate()));
    assertHeld(scene.deliverTo(TO), CauseCode.CERTIFICATE_NAME_MISMATCH);
  }

  @Test
  void domainWithoutMxRecordsThatIsAnAliasHasItsRecordsBehindItOrBefore() {
    scene.dns().cname(FI, CANONICAL).address(CANONICAL, A1).tlsa(CANONICAL, ee(own));
    scene.dns().tlsa(FI, ee(selfSigned(FI)));
    assertAccepted(TO);
    assertThat(mx.connections().get(0).tls().orElseThrow().serverNames()).contains(CANONICAL);
    scene.dns().remove("_25._tcp." + CANONICAL, "TLSA");
    assertHeld(scene.deliverTo(TO), CauseCode.TLSA_MISMATCH);
  }
}
